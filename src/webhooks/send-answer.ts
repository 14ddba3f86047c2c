import type { ServerResponse } from 'node:http';

/** Answers with JSON. Resolves when the answer is out or the sender is gone; never rejects. */
export function sendAnswer(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  if (response.headersSent || response.writableEnded || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    response.on('finish', resolve);
    response.on('close', resolve);
    response.on('error', () => {
      resolve();
    });
    const bytes = Buffer.from(JSON.stringify(body), 'utf8');
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', bytes.length);
    response.end(bytes);
  });
}
