import { Controller, Get, type INestApplication } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { NovaPostHttpService, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { map, type Observable } from 'rxjs';

@Controller()
class DivisionsController {
  constructor(private readonly http: NovaPostHttpService) {}

  @Get('divisions')
  divisions(): Observable<unknown> {
    return this.http
      .get<unknown>('divisions', { params: { limit: 1 } })
      .pipe(map((response) => response.data));
  }
}

describe('an application tested with Jest in CommonJS mode', () => {
  let emulator: NovaPostEmulator;
  let app: INestApplication;

  beforeAll(async () => {
    emulator = await NovaPostEmulator.start({});
    const testing = await Test.createTestingModule({
      imports: [
        NovaPostModule.forRootAsync({
          useFactory: () => ({ baseURL: emulator.baseURL, apiKey: emulator.apiKey }),
        }),
      ],
      controllers: [DivisionsController],
    }).compile();
    app = testing.createNestApplication({ logger: ['error', 'warn'] });
    await app.listen(0, '127.0.0.1');
  });

  afterAll(async () => {
    await app.close();
    await emulator.stop();
  });

  it('answers with one division page and asks for one token', async () => {
    const response = await fetch(`${await app.getUrl()}/divisions`);
    const page = (await response.json()) as { items: unknown[] };
    expect(response.status).toBe(200);
    expect(page.items).toHaveLength(1);
    expect(emulator.tokenRequests).toHaveLength(1);
  });
});
