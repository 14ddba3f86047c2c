import type { Fleet } from './fleet.js';

/** Spreads requests over the gateways, as a load balancer does. */
export class Gateways {
  #turn = 0;

  constructor(private readonly fleet: Fleet) {}

  /** By the next gateway; when that is gone, by the one after. What may have been carried out is not sent again. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const urls = this.fleet.running.flatMap(({ url }) => url ?? []);
    this.#turn += 1;
    const order = urls.map((_url, index) => urls[(index + this.#turn) % urls.length] ?? '');
    let problem: unknown = new Error('No gateway is running.');
    for (const url of order) {
      try {
        return await fetch(`${url}${path}`, init);
      } catch (error) {
        problem = error;
        if (init.method !== 'GET' && !isRefused(error)) break;
      }
    }
    throw problem;
  }
}

/** Nothing was sent. */
function isRefused(error: unknown): boolean {
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return cause?.code === 'ECONNREFUSED';
}
