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
  });
  return { code, greeted, out: () => out, err: () => err };
}

describe('running', () => {
  it('prints the base URL, the key and a curl line that works, and ends on the signal', async () => {
    const program = run('--port', '0');
    await program.greeted;
    const text = program.out();
    const url = /curl '(.+)'/.exec(text)?.[1] ?? '';
    expect(text).toMatch(/base URL {2}http:\/\/127\.0\.0\.1:\d+\/v\.1\.0\n/);
    expect(text).toMatch(/API key {3}emulator-key-[0-9a-f]{32}\n/);
    expect((await fetch(url)).status).toBe(200);

    stop.abort();
    expect(await program.code).toBe(0);
    expect(await failureOf(fetch(url))).toContain('ECONNREFUSED');
    expect(program.err()).toBe('');
  });

  it('heeds its flags', async () => {
    const program = run(
      '--port=0',
      '--api-key',
      "it's mine",
      '--token-lifetime',
      '120s',
      '--session-limit',
      '1',
    );
    await program.greeted;
    const url = /curl '(.+)'/.exec(program.out())?.[1] ?? '';
    expect(url).toContain('apiKey=it%27s%20mine');
    const jwt = async (): Promise<string> => ((await (await fetch(url)).json()) as { jwt: string }).jwt;
    const [first, second] = [await jwt(), await jwt()];
    expect(claimsOf(first).exp - claimsOf(first).iat).toBe(120);
    const divisions = url.replace(/clients.*/, 'divisions');
    expect((await fetch(divisions, { headers: { Authorization: first } })).status).toBe(401);
    expect((await fetch(divisions, { headers: { Authorization: second } })).status).toBe(200);
  });

  it('ends at once when the signal came early', async () => {
    stop.abort();
    expect(await run('--port', '0').code).toBe(0);
  });
});

describe('flags', () => {
  it.each([['--help'], ['-h']])('%s explains', async (flag) => {
    const program = run(flag);
    expect(await program.code).toBe(0);
    for (const name of ['--port', '--api-key', '--token-lifetime', '--session-limit']) {
      expect(program.out()).toContain(name);
    }
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
