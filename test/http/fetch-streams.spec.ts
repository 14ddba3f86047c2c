import { buffer } from 'node:stream/consumers';
import axios from 'axios';
import { describe, expect, it } from '@jest/globals';
import { NovaPostModule } from 'nestjs-nova-post';
import { startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { startForeignServer } from '../support/foreign-server.js';
import { until } from '../support/until.js';

/** A client over the fetch adapter, on a server that sends half of a file and then does as told. */
async function startHalfAFile(then: 'ends' | 'breaks' | 'waits') {
  let closed = false;
  const { origin } = await startForeignServer((request, response) => {
    response.on('close', () => (closed = true));
    response.writeHead(200, { 'Content-Type': 'application/pdf' });
    response.write('%PDF-half', () => {
      if (then === 'ends') response.end('-whole');
      if (then === 'breaks') request.socket.destroy();
    });
  });
  const { http } = await startModule(
    NovaPostModule.forRoot({
      baseURL: `${origin}/v.1.0`,
      scheme: fixedScheme(),
      retry: false,
      token: { startMode: 'lazy' },
      http: { transport: axios.getAdapter('fetch') },
    }),
  );
  const get = async (signal?: AbortSignal): Promise<ReadableStream> => {
    const config = { responseType: 'stream', ...(signal !== undefined && { signal }) } as const;
    return (await http.axiosRef.get<ReadableStream>('file', config)).data;
  };
  return { get, closed: () => closed };
}

describe('a streamed answer over the fetch adapter', () => {
  it('is a stream of the web, as in axios, with every byte', async () => {
    const { get } = await startHalfAFile('ends');
    const stream = await get();
    expect(stream).toBeInstanceOf(ReadableStream);
    expect((await buffer(stream)).toString()).toBe('%PDF-half-whole');
  });

  it('errs with an error of ours when the connection breaks', async () => {
    const { get } = await startHalfAFile('breaks');
    await expect(buffer(await get())).rejects.toMatchObject({
      name: 'NovaPostNetworkError',
      message: expect.stringContaining('The answer to GET /file broke off'),
    });
  });

  it('ends with the caller’s signal, connection included', async () => {
    const { get, closed } = await startHalfAFile('waits');
    const controller = new AbortController();
    const stream = await get(controller.signal);
    const reading = buffer(stream);
    controller.abort();
    await expect(reading).rejects.toMatchObject({ name: 'CanceledError' });
    await until(closed);
  });

  it('gives the connection back when the caller cancels it', async () => {
    const { get, closed } = await startHalfAFile('waits');
    await (await get()).cancel();
    await until(closed);
  });
});
