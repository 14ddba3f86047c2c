import { Readable } from 'node:stream';
import axios, { type AxiosInstance, type AxiosRequestConfig, type AxiosResponse } from 'axios';

/** The headers of an answer that a client must hand on. */
const HANDED_ON = [
  'content-type',
  'content-length',
  'content-encoding',
  'set-cookie',
  'x-answer',
  'location',
];

/** What a caller gets of a request, in a form that two clients can be compared by. */
export type Outcome =
  | {
      readonly status: number;
      readonly statusText: string;
      readonly headers: object;
      readonly data: unknown;
      readonly url: unknown;
    }
  | { readonly error: string; readonly code: unknown; readonly cancelled: boolean; readonly status: unknown };

export async function outcomeOf(client: AxiosInstance, config: AxiosRequestConfig): Promise<Outcome> {
  try {
    return await answerOf(await client.request(config));
  } catch (error) {
    return failureOf(error);
  }
}

async function answerOf(response: AxiosResponse): Promise<Outcome> {
  const { status, statusText, headers, request } = response;
  const data = await plain(response.data);
  return {
    status,
    statusText,
    headers: Object.fromEntries(HANDED_ON.map((name) => [name, headers[name]])),
    data,
    // Axios' own shows the credentials of `auth` in it.
    url: String(request?.res?.responseUrl).replace(/\/\/[^/]*@/, '//'),
  };
}

export function failureOf(error: unknown): Outcome {
  const { message, code, response } = error as { message: string; code?: string; response?: AxiosResponse };
  return { error: message, code, cancelled: axios.isCancel(error), status: response?.status };
}

async function plain(data: unknown): Promise<unknown> {
  if (Buffer.isBuffer(data)) return `bytes ${data.toString('base64')}`;
  if (!(data instanceof Readable)) return data;
  const chunks: Buffer[] = [];
  for await (const chunk of data) chunks.push(chunk as Buffer);
  return `stream ${Buffer.concat(chunks).toString('base64')}`;
}
