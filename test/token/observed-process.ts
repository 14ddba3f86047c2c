/**
 * A process that watches its own requests by everything there is: OpenTelemetry's instrumentation of http and undici,
 * diagnostics channels, performance entries. Gets tokens and makes calls, and prints what was seen.
 */
import { createRequire } from 'node:module';
import { subscribe } from 'node:diagnostics_channel';
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { inspect } from 'node:util';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import { InMemorySpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { NestFactory } from '@nestjs/core';
import axios, { type AxiosAdapter } from 'axios';
import type { TokenScheme } from '../../src/index.js';
import { undiciTransport } from '../../src/undici/index.js';

interface Order {
  readonly kind: 'nova-post' | 'password' | 'login';
  readonly transport: 'default' | 'undici' | 'http' | 'fetch';
  readonly baseURL: string;
  readonly user: string;
  readonly secret: string;
  readonly resource: string;
}

const order = JSON.parse(process.env['ORDER'] ?? '') as Order;
const hooked: unknown[] = [];
const channels: unknown[] = [];
const entries: unknown[] = [];

const exporter = new InMemorySpanExporter();
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
provider.register();
for (const instrumentation of [
  new HttpInstrumentation({
    requestHook: (_span, request) => hooked.push(inspect(request)),
    startOutgoingSpanHook: (request) => (hooked.push(inspect(request)), {}),
  }),
  new UndiciInstrumentation({ requestHook: (_span, request) => hooked.push(inspect(request)) }),
]) {
  instrumentation.setTracerProvider(provider);
  instrumentation.enable();
}
// The instrumentation patches http when it is required.
createRequire(import.meta.url)('http');
createRequire(import.meta.url)('https');

const shown = ({ request }: { request: object }) => {
  const { path, origin } = request as { path?: unknown; origin?: unknown };
  return { path, origin, printed: inspect(request, { showHidden: false }) };
};
for (const name of [
  'http.client.request.created',
  'http.client.request.start',
  'http.client.response.finish',
  'http.client.request.error',
  'undici:request:create',
  'undici:client:sendHeaders',
]) {
  subscribe(name, (message) => channels.push({ name, ...shown(message as { request: object }) }));
}
new PerformanceObserver((list) => entries.push(...list.getEntries().map((entry) => inspect(entry)))).observe({
  entryTypes: ['http'],
});

const { NovaPostHttpService, NovaPostModule, loginScheme, novaPostScheme, passwordScheme } =
  await import('../../src/index.js');
const schemes: Record<Order['kind'], () => TokenScheme> = {
  'nova-post': () => novaPostScheme({ apiKey: order.secret }),
  password: () => passwordScheme({ tokenURL: 'token', username: order.user, password: order.secret }),
  login: () =>
    loginScheme({
      loginURL: 'auth/login',
      refreshURL: 'auth/refresh',
      email: order.user,
      password: order.secret,
    }),
};
const transports: Record<Order['transport'], () => AxiosAdapter | 'http' | undefined> = {
  default: () => undefined,
  undici: () => undiciTransport(),
  http: () => 'http',
  fetch: () => axios.getAdapter('fetch'),
};
const app = await NestFactory.createApplicationContext(
  NovaPostModule.forRoot({
    baseURL: order.baseURL,
    scheme: schemes[order.kind](),
    token: { startMode: 'required' },
    http: { transport: transports[order.transport]() },
  }),
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest's options are a class in name only
  { logger: false },
);
await app.get(NovaPostHttpService).axiosRef.get(order.resource);
await app.close();
await setImmediate();
const spans = exporter.getFinishedSpans().map(({ name, attributes }) => ({ name, attributes }));
process.stdout.write(JSON.stringify({ spans, hooked, channels, entries }));
