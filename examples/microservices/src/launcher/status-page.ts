import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { SettingError } from '../../../gateway/src/setting.js';
import type { Fleet } from './fleet.js';

/** Shows what the launcher knows: how many tokens were asked for, by whom, and who uses which. */
export class StatusPage {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(port: number, fleet: Fleet, emulator: NovaPostEmulator): Promise<StatusPage> {
    const server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'application/json');
      response.end(`${JSON.stringify(statusOf(fleet, emulator), undefined, 2)}\n`);
    }).listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (error) {
      const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
      throw new SettingError(
        `The launcher cannot listen on port ${port} (${code}); PORT=0 takes free ports.`,
      );
    }
    return new StatusPage(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

function statusOf({ processes, tokens }: Fleet, emulator: NovaPostEmulator) {
  return {
    tokenRequests: emulator.tokenRequests.length,
    tokens,
    processes: processes.map(({ name, pid, running, url, fingerprint }) => {
      return { name, pid, running, url, fingerprint };
    }),
  };
}
