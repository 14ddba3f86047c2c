import type { NovaPostModuleOptions } from 'nestjs-nova-post';
import {
  NovaPostEmulator,
  type NovaPostEmulatorOptions,
  type RecordedRequest,
} from 'nestjs-nova-post/testing';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import { startApp, startEmulator, type NovaPostApp } from './app-setup.js';

export interface ApiBench extends NovaPostApp {
  readonly emulator: NovaPostEmulator;
  readonly client: NovaPostClient;
  /** What the API has received since, token requests aside: the exact requests, in order. */
  readonly sent: () => readonly SentRequest[];
}

/** A request as it arrived at the server, in the parts that a method decides. */
export interface SentRequest {
  /** Method and path with the query, decoded: `GET /divisions?countryCodes[]=PL`. */
  readonly line: string;
  readonly body: unknown;
  readonly headers: RecordedRequest['headers'];
}

/** A client on an emulator of its own, with retries turned off so that every request is one that a test has caused. */
export async function startApi(
  emulatorOptions: NovaPostEmulatorOptions = {},
  options: Partial<NovaPostModuleOptions> = {},
): Promise<ApiBench> {
  const emulator = await startEmulator(emulatorOptions);
  const app = await startApp(emulator, { retry: false, ...options });
  const sent = (): readonly SentRequest[] => emulator.apiRequests.map(sentRequest);
  return { ...app, emulator, client: app.app.get(NovaPostClient), sent };
}

function sentRequest({ method, path, url, body, headers }: RecordedRequest): SentRequest {
  const query = url.includes('?') ? `?${decodeURIComponent(url.slice(url.indexOf('?') + 1))}` : '';
  return { line: `${method} ${path}${query}`, body, headers };
}
