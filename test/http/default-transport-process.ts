/**
 * A process in which undici is installed, missing or old. Makes one call, and prints whether undici has sent it and what is
 * left when the application is closed.
 */
import { subscribe } from 'node:diagnostics_channel';
import { register } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';

const order = JSON.parse(process.env['ORDER'] ?? '') as Record<'baseURL' | 'apiKey' | 'undici', string>;

const hooks = {
  missing: `throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })`,
  old: `return { url: 'data:text/javascript,export class Agent {} export const interceptors = {}', shortCircuit: true }`,
};
if (order.undici === 'missing' || order.undici === 'old') {
  const hook = `export async function resolve(name, context, next) {
    if (name === 'undici') ${hooks[order.undici]};
    return next(name, context);
  }`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
}

let byUndici = 0;
subscribe('undici:request:create', () => (byUndici += 1));

const { NovaPostHttpService, NovaPostModule } = await import('../../src/index.js');
const { baseURL, apiKey } = order;
const app = await NestFactory.createApplicationContext(
  NovaPostModule.forRoot({ baseURL, apiKey, token: { startMode: 'lazy' } }),
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  { logger: false },
);
const { status } = await app.get(NovaPostHttpService).axiosRef.get('divisions');
await app.close();
// Connections are kept, and hold no process. The standard streams and the port of the hooks above are Node's own.
for (let turn = 0; turn < 10; turn += 1) await setImmediate();
const held = process
  .getActiveResourcesInfo()
  .filter((kind) => !/^(PipeWrap|TTYWrap|MessagePort)$/.test(kind));
process.stdout.write(JSON.stringify({ status, byUndici, held }));
