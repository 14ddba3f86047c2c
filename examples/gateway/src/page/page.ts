import { basename, dirname, join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** The page, as it is delivered: no build step, no other host. Each example compiles into a folder of its own. */
const FILES = join(examplesFolder(import.meta.dirname), 'gateway/public');

/** Nothing but this server's own files; the label is shown from memory. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  'frame-src blob:',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Serves the page at the root of the gateway. */
export function servePage(app: NestExpressApplication): void {
  app.use((request: IncomingMessage, response: ServerResponse, next: () => void) => {
    response.setHeader('Content-Security-Policy', POLICY);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    // Browsers ask for it beside answers that are no pages.
    if (request.url === '/favicon.ico') response.writeHead(302, { Location: 'icon.svg' }).end();
    else next();
  });
  app.useStaticAssets(FILES);
}

function examplesFolder(folder: string): string {
  return basename(folder) === 'examples' ? folder : examplesFolder(dirname(folder));
}
