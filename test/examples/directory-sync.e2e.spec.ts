import { createServer, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { NovaPostEmulator, TestClock } from 'nestjs-nova-post/testing';
import { directoryOf } from '../support/directory-setup.js';
import type { Compiled } from '../support/compile.js';
import { compileExamples } from './compile-examples.js';
import { ExampleProcess, SECRET } from './example-process.js';

jest.setTimeout(90_000);

const API_KEY = 'canary-api-key-4c8e1a7d3f52';
const DAY_MS = 86_400_000;

let compiled: Compiled;
let folder: string;
let path: string;
let closing: (() => Promise<unknown>)[] = [];
let running: ExampleProcess[] = [];

beforeAll(async () => {
  compiled = await compileExamples();
}, 120_000);

afterAll(() => compiled.remove());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-sync-'));
  path = join(folder, 'divisions.ndjson');
});

afterEach(async () => {
  for (const program of running) await program.end('SIGKILL');
  const printed = running.map(({ output }) => output);
  running = [];
  for (const close of closing.reverse()) await close();
  closing = [];
  await rm(folder, { recursive: true, force: true });
  for (const output of printed) expect(output).not.toMatch(SECRET);
});

describe('examples/directory-sync', () => {
  it('runs on an emulator of its own without a key, and has nothing to do the second time', async () => {
    const first = start({ EMULATOR_DIVISIONS: '400' });
    expect(await first.ended).toEqual({ code: 0, signal: null });
    expect(first.output).toMatch(/^NOVA_POST_API_KEY is not set: .+ with 400 divisions\.\n/);
    expect(first.output).toMatch(/delta, file 4 of 4: \d+ rows, [\d.]+ of [\d.]+ MB\n/);
    expect(first.output).toMatch(
      /has \d+ divisions, as of \d{4}-\d\d-\d\dT00:00:00.000Z, after \d+ changes\.\n$/,
    );
    const { size } = await rowsInFile();
    expect(size).toBeGreaterThan(380);

    const second = start({ EMULATOR_DIVISIONS: '400' });
    expect(await second.ended).toEqual({ code: 0, signal: null });
    expect(second.output).toMatch(new RegExp(`is up to date: ${size} divisions`));
    expect(await readdir(folder)).toEqual(['divisions.ndjson', 'divisions.ndjson.state.json']);
  });

  it('writes the directory of the service whose key it has', async () => {
    const service = await startService();
    const program = service.start();
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.errors).toBe('');
    await expectFileOf(service.emulator);
    expect(service.emulator.tokenRequests).toEqual([]);
  });

  it('goes on with no row twice and none missing when Ctrl-C has interrupted it', async () => {
    const service = await startService();
    service.stall(/base-/);
    const interrupted = service.start();
    await interrupted.printed(/base, file 1 of 4: [4-9]\d\d\d rows/);

    expect(await interrupted.end('SIGINT')).toEqual({ code: 130, signal: null });
    expect(interrupted.errors).toBe('');
    const [, kept] = /Interrupted after (\d+) divisions\. Run it again to go on\.\n$/.exec(
      interrupted.output,
    )!;
    expect(Number(kept)).toBeGreaterThan(4_000);
    expect(await readdir(folder)).toEqual(['divisions.ndjson.part', 'divisions.ndjson.state.json']);

    service.serve();
    const resumed = service.start();
    expect(await resumed.ended).toEqual({ code: 0, signal: null });
    expect(resumed.output).toContain(`Goes on where it was interrupted, after ${kept} divisions.`);
    await expectFileOf(service.emulator);
  });

  it('goes on from its last checkpoint when it was killed', async () => {
    const service = await startService();
    service.stall(/base-/);
    const killed = service.start();
    await killed.printed(/base, file 1 of 4: 9\d\d\d rows/);
    while ((await bytesBeyondCheckpoint()) < 1_000_000) continue;
    await killed.end('SIGKILL');

    service.serve();
    const resumed = service.start();
    expect(await resumed.ended).toEqual({ code: 0, signal: null });
    expect(resumed.output).toMatch(/Goes on where it was interrupted, after \d{4,5} divisions\./);
    await expectFileOf(service.emulator);
  });

  it('reads no base again when it was interrupted in a delta', async () => {
    const service = await startService();
    service.stall(/delta-/, 2);
    const interrupted = service.start();
    // The line of a file is written with the first rows of the next one.
    await interrupted.printed(/delta, file 2 of 4/);
    expect(await interrupted.end('SIGINT')).toEqual({ code: 130, signal: null });

    service.serve();
    service.asked.length = 0;
    expect(await service.start().ended).toEqual({ code: 0, signal: null });
    expect(service.asked.map((url) => url.replace(/\d+/g, 'N'))).toEqual(
      Array.from({ length: 3 }, () => '/cdn/divisions/en/delta-N.json.gz'),
    );
    await expectFileOf(service.emulator);
  });

  it('on a later day applies the new delta alone', async () => {
    const clock = new TestClock();
    const service = await startService(clock);
    expect(await service.start().ended).toEqual({ code: 0, signal: null });
    const before = await rowsInFile();

    await clock.advance(DAY_MS);
    service.asked.length = 0;
    const later = service.start();
    expect(await later.ended).toEqual({ code: 0, signal: null });

    expect(service.asked).toHaveLength(1);
    expect(service.asked[0]).toMatch(/delta-/);
    await expectFileOf(service.emulator);
    expect(await rowsInFile()).not.toEqual(before);
  });

  it('reads pages when there is no directory, and says so', async () => {
    const service = await startService();
    service.emulator.misbehave({ on: '/divisions/versions', then: { status: 404 } });
    const program = service.start();
    expect(await program.ended).toEqual({ code: 0, signal: null });
    expect(program.output).toContain('Read by pages: GET /divisions/versions answered 404');
    expect((await rowsInFile()).size).toBe(DIVISIONS);
  });

  it.each([
    [{ NOVA_POST_ENVIRONMENT: 'moon' }, /- environment: must be one of/],
    [{ NOVA_POST_BASE_URL: 'http://files.example.com/v.1.0' }, /baseURL: plain http/],
  ])('says what is wrong with %j, and ends with exit code 1', async (variables, says) => {
    const program = start({ NOVA_POST_API_KEY: API_KEY, ...variables });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.errors).toMatch(says);
    expect(await readdir(folder)).toEqual([]);
  });
});

const DIVISIONS = 15_000;

function start(variables: Record<string, string>): ExampleProcess {
  const program = new ExampleProcess(compiled, 'directory-sync/src/main.js', variables, [path]);
  running.push(program);
  return program;
}

interface Service {
  readonly emulator: NovaPostEmulator;
  /** Files that were asked for. */
  readonly asked: string[];
  start(): ExampleProcess;
  /** The nth file of that name is sent to nine tenths, and then nothing more comes. */
  stall(name: RegExp, nth?: number): void;
  serve(): void;
}

/** An emulator whose files come from another host, one that can be slow. */
async function startService(clock?: TestClock): Promise<Service> {
  const asked: string[] = [];
  let stalled: { name: RegExp; left: number } | undefined;
  const respond = async (url: string, response: ServerResponse): Promise<void> => {
    const bytes = Buffer.from(await (await fetch(emulator.origin + url)).arrayBuffer());
    response.writeHead(200, { 'Content-Length': bytes.length, ETag: '"1"' });
    if (stalled?.name.test(url) === true && (stalled.left -= 1) === 0) {
      response.write(bytes.subarray(0, bytes.length * 0.9));
    } else response.end(bytes);
  };
  const cdn = createServer(({ url = '' }, response) => {
    asked.push(url);
    void respond(url, response);
  });
  cdn.listen(0, '127.0.0.1');
  await once(cdn, 'listening');
  const emulator = await NovaPostEmulator.start({
    apiKey: API_KEY,
    divisions: DIVISIONS,
    divisionDirectory: { cdnOrigin: `http://127.0.0.1:${String((cdn.address() as AddressInfo).port)}` },
    contract: 'off',
    ...(clock !== undefined && { clock }),
  });
  closing.push(
    () => emulator.stop(),
    () => {
      cdn.closeAllConnections();
      return new Promise((closed) => cdn.close(closed));
    },
  );
  return {
    emulator,
    asked,
    start: () => start({ NOVA_POST_API_KEY: API_KEY, NOVA_POST_BASE_URL: emulator.baseURL }),
    stall: (name, nth = 1) => (stalled = { name, left: nth }),
    serve: () => (stalled = undefined),
  };
}

/** How much has been written of which the state does not know yet. */
async function bytesBeyondCheckpoint(): Promise<number> {
  const { partBytes } = JSON.parse(await readFile(`${path}.state.json`, 'utf8')) as { partBytes: number };
  return (await stat(`${path}.part`)).size - partBytes;
}

/** Each line once, by id. */
async function rowsInFile(): Promise<Map<number, unknown>> {
  const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as { id: number });
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect(byId.size).toBe(lines.length);
  return byId;
}

async function expectFileOf({ origin }: NovaPostEmulator): Promise<void> {
  const { divisions, version } = await directoryOf(origin);
  const rows = await rowsInFile();
  expect([...rows.keys()].sort()).toEqual([...divisions.keys()].sort());
  expect([...rows].filter(([id, row]) => JSON.stringify(row) !== JSON.stringify(divisions.get(id)))).toEqual(
    [],
  );
  const state = JSON.parse(await readFile(`${path}.state.json`, 'utf8')) as unknown;
  expect(state).toEqual({ position: { version }, rows: divisions.size });
  expect(await readdir(folder)).toEqual(['divisions.ndjson', 'divisions.ndjson.state.json']);
}
