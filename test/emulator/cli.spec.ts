import { execFile, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../../src/testing/run-cli.js';
import { bench, claimsOf, failureOf, stopAll } from './support.js';

let stop = new AbortController();

afterEach(async () => {
  stop.abort();
  stop = new AbortController();
  await stopAll();
});

/** Runs the program and remembers what it wrote. `greeted` resolves at the first thing it says. */
function run(...argv: string[]) {
  let out = '';
  let err = '';
  let greet = (): void => undefined;
  const greeted = new Promise<void>((resolve) => (greet = resolve));
  const code = runCli(argv, {
    stdout: {
      write: (text) => {
        out += text;
        greet();
      },
    },
    stderr: { write: (text) => (err += text) },
    signal: stop.signal,
    version: '1.2.3',
  });
  return { code, greeted, out: () => out, err: () => err };
}

/** The value of a line of the printed .env. */
const env = (text: string, name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1] ?? '';
const tokenURL = (text: string): string => /curl -s '(.+?)'/.exec(text)?.[1] ?? '';

describe('running', () => {
  it('prints lines for an .env file, and ends on the signal', async () => {
    const program = run('--port', '0');
    await program.greeted;
    const text = program.out();
    expect(env(text, 'NOVA_POST_BASE_URL')).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v\.1\.0$/);
    expect(env(text, 'NOVA_POST_API_KEY')).toBe('emulator-key');
    const url = tokenURL(text);
    expect((await fetch(url)).status).toBe(200);

    stop.abort();
    expect(await program.code).toBe(0);
    expect(await failureOf(fetch(url))).toContain('ECONNREFUSED');
    expect(program.err()).toBe('');
  });

  it('prints a command that creates a shipment', async () => {
    const program = run('--port', '0');
    await program.greeted;
    const script = /Create a shipment:\n([^]*?)\n\n/.exec(program.out())?.[1] ?? '';
    const { stdout } = await promisify(execFile)('sh', ['-c', script]);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'ReadyToShip',
      number: expect.stringMatching(/^SHPL/),
    });
  });

  it('prints a line for each request: method, path, status and the fields at fault, and no secret', async () => {
    const program = run('--port', '0', '--api-key', 'canary-api-key-5d6e7f8a9b');
    await program.greeted;
    const greeting = program.out();
    const { jwt } = (await (await fetch(tokenURL(greeting))).json()) as { jwt: string };
    const base = env(greeting, 'NOVA_POST_BASE_URL');
    const headers = { authorization: jwt, 'content-type': 'application/json' };
    await fetch(`${base}/shipments`, { method: 'POST', headers, body: '{"payerTyp":"Sender"}' });
    await fetch(`${base}/divisions?limit=0`, { headers });
    const lines = program.out().slice(greeting.length);
    expect(lines.split('\n')).toEqual([
      'GET /clients/authorization 200',
      'POST /shipments 422 payerType, parcels, sender, recipient, payerTyp',
      'GET /divisions 422 limit',
      '',
    ]);
    expect([lines.includes('canary'), lines.includes(jwt)]).toEqual([false, false]);
  });

  it('heeds its flags', async () => {
    const flags = ['--port=0', '--api-key', "it's mine", '--token-lifetime', '120s', '--session-limit', '1'];
    const program = run(...flags, '--contract', 'lenient');
    await program.greeted;
    const url = tokenURL(program.out());
    expect(url).toContain('apiKey=it%27s%20mine');
    const jwt = async (): Promise<string> => ((await (await fetch(url)).json()) as { jwt: string }).jwt;
    const [first, second] = [await jwt(), await jwt()];
    expect(claimsOf(first).exp - claimsOf(first).iat).toBe(120);
    const divisions = url.replace(/clients.*/, 'divisions?unknown=1');
    expect((await fetch(divisions, { headers: { Authorization: first } })).status).toBe(401);
    expect((await fetch(divisions, { headers: { Authorization: second } })).status).toBe(200);
  });

  it('ends at once when the signal came early', async () => {
    stop.abort();
    expect(await run('--port', '0').code).toBe(0);
  });
});

describe('a script of another language', () => {
  it('creates a shipment, moves it to Received over the control API, and gets the push', async () => {
    const received: { body: unknown; key: unknown }[] = [];
    const receiver = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        received.push({
          body: JSON.parse(Buffer.concat(chunks).toString()),
          key: request.headers['x-np-key'],
        });
        response.end('{}');
      });
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const program = run('--port', '0');
    await program.greeted;
    const script = `
      set -e
      BASE="$NOVA_POST_BASE_URL"
      TOKEN=$(curl -sf "$BASE/clients/authorization?apiKey=$NOVA_POST_API_KEY" | sed 's/.*"jwt":"\\([^"]*\\)".*/\\1/')
      call() { curl -sf "$1" -H "Authorization: $TOKEN" -H 'Content-Type: application/json' -d "$2"; }
      call "$BASE/tracking-push/subscribers" '{"type":"creator","url":"'"$RECEIVER"'","isActive":true,"secretToken":"canary-hook-0a1b2c3d"}' > /dev/null
      NUMBER=$(call "$BASE/shipments" "$SHIPMENT" | sed 's/.*"number":"\\([A-Z0-9]*\\)".*/\\1/;q')
      call "\${BASE%/v.1.0}/_emulator/shipments/$NUMBER/status" '{"event":"Received"}'
    `;
    const text = program.out();
    const shell = spawn('sh', ['-c', script], {
      env: {
        ...process.env,
        NOVA_POST_BASE_URL: env(text, 'NOVA_POST_BASE_URL'),
        NOVA_POST_API_KEY: env(text, 'NOVA_POST_API_KEY'),
        RECEIVER: `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hook`,
        SHIPMENT: /-d '(\{"status".*\})'/.exec(text)?.[1],
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pushed = once(receiver, 'request');
    const answers: Buffer[] = [];
    shell.stdout.on('data', (chunk: Buffer) => answers.push(chunk));
    const [code] = (await once(shell, 'close')) as [number];
    expect(code).toBe(0);
    const { number } = JSON.parse(Buffer.concat(answers).toString()) as { number: string };
    await pushed;
    await new Promise((resolve) => receiver.close(resolve));
    expect(received).toEqual([
      {
        body: { eventType: 'Received', number, statusCode: 9, occurredAt: expect.any(String) },
        key: 'canary-hook-0a1b2c3d',
      },
    ]);
  });
});

describe('flags', () => {
  it.each([['--help'], ['-h']])('%s explains', async (flag) => {
    const program = run(flag);
    expect(await program.code).toBe(0);
    for (const name of [
      '--port',
      '--api-key',
      '--token-lifetime',
      '--session-limit',
      '--contract',
      '--version',
    ]) {
      expect(program.out()).toContain(name);
    }
  });

  it('--version prints it', async () => {
    const program = run('--version');
    expect(await program.code).toBe(0);
    expect(program.out()).toBe('1.2.3\n');
  });

  it.each([
    [['--prot', '1'], /Unknown option '--prot'/],
    [['extra'], /Unexpected argument 'extra'/],
    [['--port'], /--port.*argument missing/],
    [['--port', '99999'], /--port must be a whole number from 0 to 65535, not "99999"/],
    [['--port', 'http'], /--port must be/],
    [['--token-lifetime', '120'], /--token-lifetime must be a time with its unit.*not "120"/],
    [['--token-lifetime', '0s'], /--token-lifetime must be/],
    [['--session-limit', '0'], /--session-limit must be a whole number from 1/],
    [['--api-key', ''], /--api-key must not be empty/],
    [['--contract', 'loose'], /--contract must be strict, lenient or off, not "loose"/],
  ])('%j are refused with exit code 2', async (argv, text) => {
    const program = run(...argv);
    expect(await program.code).toBe(2);
    expect(program.err()).toMatch(text);
    expect(program.err()).toContain('--help');
    expect(program.out()).toBe('');
  });

  it('a port in use gives exit code 1', async () => {
    const { emulator } = await bench();
    const program = run('--port', new URL(emulator.origin).port);
    expect(await program.code).toBe(1);
    expect(program.err()).toMatch(/port is in use/);
  });
});
