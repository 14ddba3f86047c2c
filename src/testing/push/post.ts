import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes, because Node writes the headers before a text in the encoding of the text. */
  readonly body: Buffer;
  readonly signal: AbortSignal;
}

/** Where a POST went, without its query, and the status that was answered or the code of the failure. */
export interface PostOutcome {
  readonly url: string;
  readonly status?: number;
  readonly error?: string;
}

/** Sends one POST on a connection of its own. */
export async function post({ url, headers, body, signal }: Post): Promise<PostOutcome> {
  const { host, pathname, protocol } = URL.canParse(url) ? new URL(url) : { host: 'not a URL', pathname: '' };
  const where = { url: host + pathname };
  try {
    const status = await new Promise<number>((resolve, reject) => {
      const options = { method: 'POST', headers: { 'content-length': body.length, ...headers }, signal };
      const request = protocol === 'https:' ? httpsRequest : httpRequest;
      const sent = request(new URL(url), { ...options, agent: false });
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
    return { ...where, status };
  } catch (reason) {
    const code = (reason as { code?: unknown } | null)?.code;
    return { ...where, error: typeof code === 'string' ? code : 'ERROR' };
  }
}
