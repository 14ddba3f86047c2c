import { All, Controller, Req, Res } from '@nestjs/common';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Gateways } from './gateways.js';

const HEADERS = ['content-type', 'content-disposition', 'retry-after'];

/** What the page asks for, it gets from one of the gateways. */
@Controller()
export class ForwardController {
  constructor(private readonly gateways: Gateways) {}

  @All(['divisions', 'shipments{/*rest}', 'tracking/*rest', 'token', 'health', 'metrics'])
  async forward(
    @Req() { method = 'GET', url = '/', body }: IncomingMessage & { readonly body?: unknown },
    @Res() response: ServerResponse,
  ): Promise<void> {
    const found = await this.gateways.fetch(url, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'Content-Type': 'application/json' },
      }),
    });
    for (const name of HEADERS) {
      const value = found.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    response.statusCode = found.status;
    response.end(Buffer.from(await found.arrayBuffer()));
  }
}
