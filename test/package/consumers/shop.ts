import { Controller, Get, Injectable, Module, type DynamicModule } from '@nestjs/common';
import {
  InjectNovaPost,
  NovaPostAccounts,
  NovaPostClient,
  NovaPostHttpService,
  NovaPostModule,
  NovaPostShipmentsService,
  NovaPostValidationError,
  requestTestApiKey,
  type Division,
  type Page,
  type ShipmentInput,
} from 'nestjs-nova-post';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { NovaPostWebhooksModule, OnNovaPostEvent, type NovaPostEvent } from 'nestjs-nova-post/webhooks';
import { map, type Observable } from 'rxjs';

const WEBHOOK_SECRET = 'webhook-secret-of-the-shop';

const SHIPMENT: ShipmentInput = {
  clientOrder: 'order-1',
  payerType: 'Sender',
  sender: { phone: '48211111111', name: 'Anna Nowak', countryCode: 'PL', divisionId: 10_014 },
  recipient: { phone: '37360000000', name: 'Ion Rusu', countryCode: 'MD', divisionId: 10_116 },
  invoice: { incoterm: 'DAP', currencyCode: 'EUR', exportReason: 'ForPersonalPurposes', totalCost: 10 },
  parcels: [
    {
      cargoCategory: 'parcel',
      parcelDescription: 'books',
      insuranceCost: 10,
      rowNumber: 1,
      width: 100,
      length: 200,
      height: 50,
      actualWeight: 1200,
    },
  ],
};

@Controller()
export class DivisionsController {
  constructor(
    private readonly http: NovaPostHttpService,
    private readonly novaPost: NovaPostClient,
  ) {}

  @Get('divisions')
  divisions(): Observable<unknown> {
    return this.http
      .get<unknown>('divisions', { params: { limit: 1 } })
      .pipe(map((response) => response.data));
  }

  @Get('divisions/typed')
  typed(): Promise<Page<Division>> {
    return this.novaPost.divisions.list({ countryCodes: ['PL'], limit: 2 });
  }
}

/** Uses each part of the library once and tells what came of it, as JSON. */
@Injectable()
export class Shop {
  readonly events: NovaPostEvent[] = [];

  constructor(
    @InjectNovaPost('named') private readonly named: NovaPostClient,
    private readonly shipments: NovaPostShipmentsService,
    private readonly accounts: NovaPostAccounts,
  ) {}

  @OnNovaPostEvent('Received')
  received(event: NovaPostEvent): void {
    this.events.push(event);
  }

  /** Three divisions, of two pages. */
  async iterate(): Promise<string[]> {
    const countries: string[] = [];
    for await (const { countryCode } of this.named.divisions.iterate({ countryCodes: ['MD'], limit: 2 })) {
      countries.push(countryCode);
      if (countries.length === 3) break;
    }
    return countries;
  }

  async ship() {
    const { id, number, recovered } = await this.shipments.create(SHIPMENT, { onUnknownOutcome: 'recover' });
    const label = await this.shipments.print({ numbers: [number], type: 'marking' });
    const tracked = await this.named.tracking.track([number]);
    await this.shipments.delete(id);
    return {
      number,
      recovered,
      trackedNumber: tracked.items[0]?.currentStatus?.number,
      labelType: label.contentType,
      labelStart: label.data.toString('latin1', 0, 5),
      labelEnd: label.data.toString('latin1').trimEnd().slice(-5),
      refusedFields: await this.refusedFields(id),
    };
  }

  /** What the API says to deleting a shipment twice, as an error of this package's own class. */
  private async refusedFields(id: number | string): Promise<string | undefined> {
    const error: unknown = await this.shipments.delete(id).catch((reason: unknown) => reason);
    return error instanceof NovaPostValidationError ? JSON.stringify(error.fields) : undefined;
  }

  /** The account of another merchant, whose key is not known before the application runs. */
  async merchant(baseURL: string) {
    const { apiKey } = await requestTestApiKey({ phone: '48211111111', baseURL });
    const { client } = this.accounts.use({ apiKey });
    const { items } = await client.shipments.list();
    return { accounts: this.accounts.size, shipments: items.length };
  }

  /** Has the emulator call this application, at its own address. */
  async receive(emulator: NovaPostEmulator, url: string) {
    await this.named.subscriptions.create({
      type: 'creator',
      url: `${url}/nova-post/webhook`,
      isActive: true,
      secretToken: WEBHOOK_SECRET,
      secretTokenHeaderName: 'X-NP-Key',
    });
    const { number } = await this.shipments.create({ ...SHIPMENT, clientOrder: 'order-2' });
    emulator.setTrackingStatus(number, 9);
    const [push] = await emulator.waitForPushes(1);
    const intruders = await emulator.push(
      { name: 'Received', number },
      { to: `${url}/nova-post/webhook`, secretToken: 'guessed' },
    );
    return {
      number,
      answered: push?.status,
      intruderAnswered: intruders[0]?.status,
      events: this.events.map(({ name, numbers }) => ({ name, numbers })),
    };
  }
}

@Module({})
export class ShopModule {
  static for(emulator: NovaPostEmulator): DynamicModule {
    const options = { baseURL: emulator.baseURL, apiKey: emulator.apiKey };
    return {
      module: ShopModule,
      imports: [
        NovaPostModule.forRootAsync({ useFactory: () => options }),
        NovaPostModule.forRoot({ name: 'named', ...options }),
        NovaPostWebhooksModule.register({ secretToken: WEBHOOK_SECRET, answer: 'after-handlers' }),
      ],
      controllers: [DivisionsController],
      providers: [Shop],
    };
  }
}

/** The whole tour of a running application. */
export async function tour(shop: Shop, emulator: NovaPostEmulator, url: string) {
  const get = async (path: string) => {
    const response = await fetch(`${url}/${path}`);
    const body = (await response.json()) as { items?: { countryCode?: string }[]; perPage?: number };
    return { status: response.status, body };
  };
  const page = await get('divisions');
  const typedPage = await get('divisions/typed');
  const iterated = await shop.iterate();
  const shipment = await shop.ship();
  // Two registrations of one account, and one token.
  const tokenRequests = emulator.tokenRequests.length;
  const merchant = await shop.merchant(emulator.baseURL);
  const webhook = await shop.receive(emulator, url);
  return { page, typedPage, iterated, shipment, tokenRequests, merchant, webhook };
}

export type Tour = Awaited<ReturnType<typeof tour>>;
