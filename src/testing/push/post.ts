import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes, because Node writes the headers before a text in the encoding of the text. */
  readonly body: Buffer;
  readonly signal: AbortSignal;
}

/** Sends one POST on a connection of its own, and gives the status of the answer. Rejects when none comes. */
export function post({ url, headers, body, signal }: Post): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const sent = request(url, {
      method: 'POST',
      headers: { 'content-length': body.length, ...headers },
      agent: false,
      signal,
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.on('error', reject);
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
      response.resume();
    });
    sent.end(body);
  });
}
