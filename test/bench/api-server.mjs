/**
 * The API of the bench: tokens, and one page of divisions for every other path. It does as little as it can, so that it is not
 * what is measured, and counts what comes in.
 */
import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { answer } from './child.mjs';

const PAGE = JSON.stringify({
  current_page: 1,
  last_page: 1,
  per_page: 7,
  total: 7,
  from: 1,
  to: 7,
  items: Array.from({ length: 7 }, (_, index) => ({
    id: 1_000 + index,
    name: `Branch ${index}`,
    shortName: `PL-${index}`,
    externalId: `00000000-0000-4000-8000-00000000000${index}`,
    address: `Street of the example ${index}, 00-001 Warsaw`,
    countryCode: 'PL',
  })),
});

const settings = { lifetimeS: 3_600, tokenDelayMs: 0 };
const counts = { tokenRequests: 0, calls: 0, refused: 0, sockets: 0 };
let issued = 0;

const server = createServer((request, response) => {
  const [path] = request.url.split('?');
  if (path.endsWith('/clients/authorization')) {
    counts.tokenRequests += 1;
    setTimeout(() => json(response, 200, JSON.stringify({ jwt: token() })), settings.tokenDelayMs);
  } else {
    counts.calls += 1;
    const known = isValid(request.headers.authorization);
    if (!known) counts.refused += 1;
    json(response, known ? 200 : 401, known ? PAGE : '{"errors":{"token":["expired"]}}');
  }
});
server.keepAliveTimeout = 60_000;
server.on('connection', () => (counts.sockets += 1));
server.listen(0, '127.0.0.1', () => {
  answer(`http://127.0.0.1:${server.address().port}`, respond, () => server.closeAllConnections());
});

async function respond({ set }) {
  Object.assign(settings, set);
  const seen = { ...counts };
  for (const name of Object.keys(counts)) counts[name] = 0;
  return seen;
}

function json(response, status, text) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A JWT that ends when it says. */
function token() {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const iat = Date.now() / 1000;
  issued += 1;
  return `${part({ alg: 'none' })}.${part({ iat, exp: iat + settings.lifetimeS, n: issued })}.signature`;
}

function isValid(header) {
  if (header === undefined) return false;
  const [, payload] = header.replace('Bearer ', '').split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString()).exp > Date.now() / 1000;
}
