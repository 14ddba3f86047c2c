import type { Json } from './example-process.js';

/** What a curl line would send. */
export interface Curl {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  /** Where the answer is written to. */
  readonly file: string | undefined;
}

/** The line without its first word, taken apart as a shell and curl do; what it may not hold is an error. */
export function readCurl(line: string): Curl {
  const words = [...line.matchAll(/'([^']*)'|([^\s'&;|<>$"`]+)/g)].map((word) => word[1] ?? word[2]!);
  const given: Record<string, string> = {};
  while (words.length > 0) {
    const word = words.shift()!;
    if (/^https?:/.test(word)) given['url'] = word;
    else if (/^-[XHdo]$/.test(word)) given[word] = words.shift()!;
    else throw new Error(`This test does not know what ${word} does in: ${line}`);
  }
  const { url, '-X': method, '-H': header, '-d': body, '-o': file } = given;
  return {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    url: url!,
    headers: header === undefined ? {} : Object.fromEntries([header.split(': ')]),
    body: body ?? null,
    file,
  };
}

export async function sendCurl({ method, url, headers, body }: Curl) {
  const response = await fetch(url, { method, headers, body });
  const [type, text] = [response.headers.get('content-type') ?? '', await response.text()];
  const json: Json = type.startsWith('application/json') ? JSON.parse(text) : undefined;
  return { status: response.status, type, text, json };
}
