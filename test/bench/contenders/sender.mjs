/** Sends events as Nova Post does, each another one. */
import { performance } from 'node:perf_hooks';
import { Agent, request } from 'undici';
import { answer } from '../child.mjs';
import { inFlight } from '../numbers.mjs';

const [origin, atOnce] = process.argv.slice(2);
const url = `${origin}/nova-post/webhook`;
const headers = { 'content-type': 'application/json', 'x-np-key': 'canary-webhook-secret-of-the-bench' };
const dispatcher = new Agent({ connections: Number(atOnce) });
let sent = 0;
answer('ready', send, () => dispatcher.close());

async function send({ ms = Infinity, calls = Infinity }) {
  let begun = 0;
  let failed = 0;
  const beginMs = performance.now();
  await inFlight(Number(atOnce), () => {
    if (begun >= calls || performance.now() - beginMs >= ms) return undefined;
    begun += 1;
    return post().catch(() => (failed += 1));
  });
  return { calls: begun, failed, perSecond: begun / ((performance.now() - beginMs) / 1000) };
}

async function post() {
  sent += 1;
  const number = `SHPL${String(sent).padStart(10, '0')}`;
  const event = {
    eventType: 'ArrivalRecipientWarehouse',
    shipment: { number, clientOrder: `order-${sent}` },
    statusCode: '7',
    statusName: 'Arrived at the branch',
    settlement: { name: 'Warszawa', country: { code: 'PL' } },
    division: { number: '1001', address: 'Street of the example 1' },
    eventDate: '2026-03-02T09:00:00+01:00',
  };
  const { statusCode, body } = await request(url, {
    method: 'POST',
    headers,
    body: JSON.stringify(event),
    dispatcher,
  });
  await body.dump();
  if (statusCode !== 200) throw new Error(`Status ${statusCode}`);
}
