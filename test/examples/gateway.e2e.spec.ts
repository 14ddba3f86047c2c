import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';
import { SAMPLE_SHIPMENT } from '../../examples/gateway/src/sample-shipment.js';
import type { Compiled } from '../support/compile.js';
import { compileExamples } from './compile-examples.js';
import { readCurl, sendCurl, type Curl } from './curl-line.js';
import { ExampleProcess, SECRET, call } from './example-process.js';

jest.setTimeout(60_000);

const API_KEY = 'canary-api-key-9a3c5e7f1b2d';
const WEBHOOK_SECRET = 'canary-webhook-secret-4b6d8f0a';
const SHIPMENT = JSON.stringify(SAMPLE_SHIPMENT);

let compiled: Compiled;
let running: Gateway[] = [];

beforeAll(async () => {
  compiled = await compileExamples();
}, 120_000);

afterAll(() => compiled.remove());

afterEach(async () => {
  for (const gateway of running) await gateway.end('SIGKILL');
  const printed = running.map(({ output }) => output);
  running = [];
  for (const output of printed) expect(output).not.toMatch(SECRET);
});

describe('examples/gateway without a key', () => {
  it('says what it talks to and answers every curl line it prints', async () => {
    const gateway = await Gateway.start();
    expect(gateway.output).toContain('NOVA_POST_API_KEY is not set');
    expect(gateway.output).toContain('\n  NOVA_POST_API_KEY=your key\n  NOVA_POST_ENVIRONMENT=sandbox\n');
    const curls = gateway.printedCurls();
    expect(curls).toHaveLength(7);
    const answers = [];
    for (const curl of curls) answers.push(await sendCurl(curl));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200, 200, 201, 200]);
    expect(curls.map(({ file }) => file).filter(Boolean)).toEqual(['label.pdf']);
    const [divisions, found, created, tracked, , moved, token] = answers.map(({ json }) => json);
    expect(divisions).toMatchObject({ current_page: 1, per_page: 2 });
    expect(divisions.items.map((row: { countryCode: string }) => row.countryCode)).toEqual(['PL', 'PL']);
    expect(found.items[0].settlement.name).toBe('Krakow');
    expect(created.recovered).toBe(false);
    expect(tracked.currentStatus).toMatchObject({ number: created.number, statusCode: 1 });
    expect(answers[4]).toMatchObject({ type: 'application/pdf', text: expect.stringMatching(/^%PDF-/) });
    expect(moved).toEqual({ number: created.number, statusCode: 9 });
    await gateway.printed(new RegExp(`Webhook] ${created.number} was handed over to the recipient\n`));
    expect(token).toMatchObject({ state: 'fresh', counters: { refreshed: 1, failed: 0 } });
    expect(JSON.stringify(answers)).not.toMatch(SECRET);
    // Where the API has no date.
    expect(JSON.stringify(answers)).not.toContain('0001-01-01');
    for (const line of [
      /Call\] GET \/divisions 200 in \d+ ms, 1 attempt\n/,
      /Call\] shipments\.create 20\d in \d+ ms, 1 attempt\n/,
      /Call\] tracking\.track 200 in \d+ ms, 1 attempt\n/,
      /Call\] shipments\.print 200 in \d+ ms, 1 attempt\n/,
    ]) {
      expect(gateway.output).toMatch(line);
    }
  });

  it('is up at /health while there is a token', async () => {
    const gateway = await Gateway.start();
    const { status, json } = await call(`${gateway.url}/health`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ status: 'ok', info: { 'nova-post': { status: 'up', state: 'fresh' } } });
    expect(JSON.stringify(json)).not.toMatch(SECRET);
  });

  it('has metrics of calls, tokens and webhooks for Prometheus at /metrics', async () => {
    const gateway = await Gateway.start();
    const { number } = await gateway.createShipment();
    await call(`${gateway.url}/emulator/${number}/status/7`, '');
    await gateway.printed(/ArrivalRecipientWarehouse/);
    const response = await fetch(`${gateway.url}/metrics`);
    const text = await response.text();
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    for (const line of [
      /^http_client_request_duration_count\{.*nova_post_operation="shipments\.create".*\} 1$/m,
      /^nova_post_token_refreshes_total\{.*nova_post_refresh_result="refreshed".*\} 1$/m,
      /^nova_post_token_state\{.*nova_post_token_state="fresh".*\} 1$/m,
      /^nova_post_webhook_deliveries_total\{.*nova_post_webhook_result="accepted".*\} 1$/m,
    ]) {
      expect(text).toMatch(line);
    }
    expect(text).not.toMatch(SECRET);
    expect(text).not.toContain(number);
  });

  it('downloads the label as a file with the name of the shipment', async () => {
    const gateway = await Gateway.start();
    const { number } = await gateway.createShipment();
    const response = await fetch(`${gateway.url}/shipments/${number}/label`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${number}.pdf"`);
    expect(Number(response.headers.get('content-length'))).toBe(bytes.length);
    expect(bytes.toString('latin1').trimEnd()).toMatch(/^%PDF-[^]+%%EOF$/);
  });

  it('receives a push for each move of its shipments, and refuses one without the secret', async () => {
    const gateway = await Gateway.start();
    const { number } = await gateway.createShipment();
    expect((await call(`${gateway.url}/emulator/${number}/status/7`, '')).status).toBe(201);
    await gateway.printed(
      new RegExp(`${number}: At the destination branch \\(ArrivalRecipientWarehouse\\)\n`),
    );
    const forged = JSON.stringify({ eventType: 'Received', number });
    expect((await call(`${gateway.url}/nova-post/webhook`, forged)).status).toBe(401);
    await gateway.printed(/A delivery to nova-post\/webhook was refused \(401\)/);
    expect(gateway.output).not.toContain('was handed over');
  });

  it('refreshes the token ahead of time, without any request', async () => {
    const gateway = await Gateway.start({ EMULATOR_TOKEN_LIFETIME_MS: '1500' });
    const line = /Token #\w+ refreshed ahead of time, valid until [\d:]+, next refresh [\d:]+\n/;
    await gateway.printed(line);
    expect((await call(`${gateway.url}/divisions?limit=1`)).status).toBe(200);
    expect((await call(`${gateway.url}/token`)).json.counters).toMatchObject({ failed: 0, invalidated: 0 });
  });

  it('answers 400 to bad input and names the parameter', async () => {
    const gateway = await Gateway.start();
    const cases = {
      'divisions?limit=lots': /limit must be a whole number from 1 to 100/,
      'divisions?limit=101': /limit must be/,
      'divisions?limit=1&limit=2': /limit must be given once/,
      'divisions?page=0': /page must be/,
      'divisions?countryCodes=poland': /countryCodes must be two capital letters/,
      'divisions?country=PL':
        /country is not a parameter; there are countryCodes, textSearch, divisionCategories, limit, page/,
      'tracking/abc': /number must be/,
      'shipments/abc/label': /number must be/,
    };
    for (const [path, problem] of Object.entries(cases)) {
      const { status, json } = await call(`${gateway.url}/${path}`);
      expect(String(json.message)).toMatch(problem);
      expect(status).toBe(400);
    }
    for (const body of ['{"payerType":', '[]', '{}', '']) {
      expect(await call(`${gateway.url}/shipments`, body)).toMatchObject({ status: 400 });
    }
  });

  it('answers 422 with the fields the API refuses, and 404 to the number of no shipment', async () => {
    const gateway = await Gateway.start();
    const refused = await call(`${gateway.url}/shipments`, '{"payerType":"Nobody"}');
    expect(refused.status).toBe(422);
    expect(refused.json.fields).toMatchObject({
      payerType: ['must be `Sender`, `Recipient` or `ThirdPerson`'],
      recipient: ['The recipient field is required.'],
    });
    const unknown = await call(`${gateway.url}/tracking/SHPL6145999999`);
    expect(unknown.status).toBe(404);
    expect(unknown.json.message).toBe('Nova Post knows no shipment SHPL6145999999.');
    expect((await call(`${gateway.url}/shipments/SHPL6145999999/label`)).status).toBe(422);
    const unmoved = await call(`${gateway.url}/emulator/SHPL6145999999/status/9`, '');
    expect(unmoved.status).toBe(404);
    expect(unmoved.json.message).toMatch(/^There is no shipment SHPL6145999999 in the emulator/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s with exit code 0 and no word of trouble',
    async (signal) => {
      const gateway = await Gateway.start();
      // Leaves a kept-alive connection behind, as a browser does.
      await call(`${gateway.url}/divisions?limit=1`);
      expect(await gateway.end(signal)).toEqual({ code: 0, signal: null });
      expect(gateway.errors).toBe('');
      expect(gateway.output).not.toMatch(/WARN|ERROR/);
    },
  );

  it('says in one sentence that the port is in use, and ends with exit code 1', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const gateway = Gateway.launch({ PORT: String(port) });
      expect(await gateway.ended).toEqual({ code: 1, signal: null });
      expect(gateway.output).toBe(
        `Port ${port} is in use by another program: end that one, or choose another, for example PORT=0 for a free one.\n`,
      );
    } finally {
      other.close();
    }
  });

  it.each([
    ['PORT', 'web', /^PORT must be a whole number from 0 to 65535, not "web"\.\n$/],
    ['EMULATOR_TOKEN_LIFETIME_MS', '2m', /^EMULATOR_TOKEN_LIFETIME_MS must be a whole number .+\n$/],
    ['NOVA_POST_ENVIRONMENT', 'moon', /^Invalid Nova Post options:\n- environment: .+\n$/],
  ])('says what is wrong with %s=%s', async (name, value, sentence) => {
    const key: Record<string, string> = name.startsWith('NOVA_POST_') ? { NOVA_POST_API_KEY: API_KEY } : {};
    const gateway = Gateway.launch({ ...key, [name]: value });
    expect(await gateway.ended).toEqual({ code: 1, signal: null });
    expect(gateway.output).toMatch(sentence);
  });
});

describe('examples/gateway with a key', () => {
  let emulator: NovaPostEmulator;
  beforeAll(async () => {
    emulator = await NovaPostEmulator.start({ apiKey: API_KEY });
  });
  afterEach(() => {
    emulator.behave();
  });
  afterAll(() => emulator.stop());
  const start = (key = API_KEY, variables: Record<string, string> = {}) =>
    Gateway.start({ NOVA_POST_API_KEY: key, NOVA_POST_BASE_URL: emulator.baseURL, ...variables });

  it('talks to the configured service and does not invite to create a shipment there', async () => {
    const gateway = await start();
    expect(gateway.output).toContain(`so this talks to ${emulator.baseURL}`);
    expect(gateway.printedCurls().map(({ method }) => method)).toEqual(['GET', 'GET', 'GET']);
    expect((await call(`${gateway.url}/emulator/SHPL6145000001/status/9`, '')).json.message).toMatch(
      /no emulator/,
    );
    expect(emulator.apiRequests).toEqual([]);
    expect((await call(`${gateway.url}/divisions?countryCodes=PL&limit=1&textSearch=Krakow`)).status).toBe(
      200,
    );
    expect(emulator.apiRequests.at(-1)?.query).toEqual({
      'countryCodes[]': ['PL'],
      textSearch: 'Krakow',
      limit: '1',
      page: '1',
    });
  });

  it('answers 503 with Retry-After while there is no token to be had', async () => {
    emulator.misbehave({ on: 'token', then: { status: 503, headers: { 'Retry-After': '30' } } });
    const gateway = await start();
    const { status, headers, json } = await call(`${gateway.url}/divisions`);
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(20);
    expect(json.message).toMatch(/try again later/);
  });

  it('answers 502 when the key is refused, and is down at /health', async () => {
    const gateway = await start('canary-api-key-of-nobody00');
    const { status, json } = await call(`${gateway.url}/divisions`);
    expect(status).toBe(502);
    expect(json.message).toMatch(/refuses the credentials/);
    await gateway.printed(/Answered 502: .+ refused the credentials/);
    await gateway.printed(/WARN \[Call\] GET \/divisions \w+ in \d+ ms, 0 attempts\n/);
    const health = await call(`${gateway.url}/health`);
    expect(health.status).toBe(503);
    expect(health.json.error).toMatchObject({ 'nova-post': { status: 'down', state: 'refused' } });
    expect(JSON.stringify(health.json)).not.toMatch(SECRET);
  });

  it('repeats a call that failed, and logs it as one call with two attempts', async () => {
    const gateway = await start();
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 503 } });
    expect((await call(`${gateway.url}/divisions`)).status).toBe(200);
    await gateway.printed(/LOG \[Call\] GET \/divisions 200 in \d+ ms, 2 attempts\n/);
    emulator.revokeAllTokens();
    expect((await call(`${gateway.url}/divisions`)).status).toBe(200);
    await gateway.printed(/GET \/divisions 200 in \d+ ms, 2 attempts, sent again with a new token\n/);
  });

  it('receives events that come with NOVA_POST_WEBHOOK_SECRET', async () => {
    const gateway = await start(API_KEY, { NOVA_POST_WEBHOOK_SECRET: WEBHOOK_SECRET });
    const to = `${gateway.url}/nova-post/webhook`;
    const event = { name: 'Received', number: 'SHPL6145000077' };
    const [push] = await emulator.push(event, { to, secretToken: WEBHOOK_SECRET });
    const [forged] = await emulator.push(event, { to, secretToken: 'guessed' });
    expect([push?.status, forged?.status]).toEqual([200, 401]);
    await gateway.printed(/SHPL6145000077 was handed over to the recipient/);
  });

  it('answers with the shipment that was made although the answer got lost', async () => {
    const gateway = await start();
    emulator.clearRequests();
    const lost = { reset: true, afterWork: true } as const;
    emulator.misbehave({ on: '/shipments', method: 'POST', times: 1, then: lost });
    const { number, recovered } = await gateway.createShipment();
    expect(recovered).toBe(true);
    expect(emulator.apiRequests.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect((await call(`${gateway.url}/tracking/${number}`)).status).toBe(200);
  });

  it('answers 502 when the connection breaks and the shipment is not found either', async () => {
    const gateway = await start();
    emulator.misbehave({ on: '/shipments', method: 'POST', then: { reset: true } });
    const { status, json } = await call(`${gateway.url}/shipments`, SHIPMENT);
    expect(status).toBe(502);
    expect(json.message).toMatch(/could not be reached.+look before you send it again/);
  });

  it("turns the API's errors into answers of its own", async () => {
    const gateway = await start();
    for (const [theirs, ours] of [
      [404, 404],
      [429, 429],
      [403, 502],
    ] as const) {
      emulator.misbehave({ on: '/shipments', times: 1, then: { status: theirs } });
      const { status } = await call(`${gateway.url}/shipments`, SHIPMENT);
      expect([theirs, status]).toEqual([theirs, ours]);
    }
    emulator.misbehave({ on: '/divisions', then: { status: 500 } });
    const { status, json } = await call(`${gateway.url}/divisions`);
    expect([status, json.message]).toEqual([502, 'Nova Post answered 500.']);
  });
});

/** One run of the example. */
class Gateway extends ExampleProcess {
  static launch(variables: Record<string, string>): Gateway {
    const gateway = new Gateway(compiled, 'gateway/src/main.js', { PORT: '0', ...variables });
    running.push(gateway);
    return gateway;
  }

  /** Resolves when it listens. */
  static async start(variables: Record<string, string> = {}): Promise<Gateway> {
    const gateway = Gateway.launch(variables);
    await gateway.printed(/ry in another terminal[^]+\/token\n/);
    return gateway;
  }

  printedCurls(): Curl[] {
    return [...this.output.matchAll(/^ {2}curl (.+)$/gm)].map(([, line]) => readCurl(line ?? ''));
  }

  async createShipment(): Promise<{ number: string; recovered: boolean }> {
    const { status, json } = await call(`${this.url}/shipments`, SHIPMENT);
    expect(status).toBe(201);
    return json;
  }

  get url(): string {
    return /listens on (http:\S+)/.exec(this.output)![1]!;
  }
}
