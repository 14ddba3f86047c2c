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
    response.on('error', resolve);
    // As text, which Node sends in one piece with the headers.
    const text = JSON.stringify(body);
    response.statusCode = status;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.setHeader('content-type', 'application/json; charset=utf-8');
    response.setHeader('content-length', Buffer.byteLength(text));
    response.end(text);
  });
}
