import { once } from 'node:events';
import { readdir, readlink } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { NovaPostModule, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { NovaPostClient } from '../../src/api/nova-post-client.js';
import type { ShipmentFiles } from '../../src/api/shipments/shipment-files.js';
import { startApi, type ApiBench } from '../support/api-setup.js';
import { closeAfterTest, startModule } from '../support/app-setup.js';
import { fixedScheme } from '../support/fixed-scheme.js';
import { until } from '../support/until.js';
import { shipmentInput } from '../support/shipment-sample.js';

export interface FilesBench extends ApiBench {
  readonly files: ShipmentFiles;
  /** Makes a waybill. */
  readonly create: () => Promise<{ id: number | string; number: string }>;
  /** The requests for files that arrived, those for waybills left out. */
  readonly lines: () => string[];
}

/** The file calls on an emulator of their own. */
export async function startFiles(...args: Parameters<typeof startApi>): Promise<FilesBench> {
  const api = await startApi(...args);
  return {
    ...api,
    files: api.client.shipments,
    create: () => api.client.shipments.create(shipmentInput()),
    lines: () =>
      api
        .sent()
        .map(({ line }) => line)
        .filter((line) => line !== 'POST /shipments'),
  };
}

export interface PlainServer {
  readonly files: ShipmentFiles;
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
}

/** The file calls on a server that does what a test says, and on nothing else. */
export async function startPlainServer(
  answer: RequestListener,
  options: Partial<NovaPostModuleOptions> = {},
): Promise<PlainServer> {
  const sockets = new Set<Socket>();
  const server = createServer(answer).on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  // Only the client closes connections here.
  server.keepAliveTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closeAfterTest(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const baseURL = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const { http } = await startModule(
    NovaPostModule.forRoot({
      baseURL,
      scheme: fixedScheme(),
      retry: false,
      ...options,
      token: { startMode: 'lazy' },
    }),
  );
  return { files: new NovaPostClient(http).shipments, sockets };
}

/** Resolves when this process has the file open no more. */
export async function closed(path: string): Promise<void> {
  let open = await isOpen(path);
  while (open) {
    await new Promise((resolve) => setImmediate(resolve));
    open = await isOpen(path);
  }
}

export async function isOpen(path: string): Promise<boolean> {
  const descriptors = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  );
  return targets.includes(path);
}

/** Resolves when the server has no connection left. */
export function disconnected({ sockets }: PlainServer): Promise<void> {
  return until(() => sockets.size === 0);
}
