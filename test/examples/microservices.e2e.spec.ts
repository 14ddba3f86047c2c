import { existsSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';
import type { Compiled } from '../support/compile.js';
import { compileExamples } from './compile-examples.js';
import { ExampleProcess, SECRET, call } from './example-process.js';

jest.setTimeout(120_000);

let compiled: Compiled;
let redis: TestRedis;
let running: Launcher[] = [];

beforeAll(async () => {
  // Makes sure that there is a redis-server, too.
  [compiled, redis] = await Promise.all([compileExamples(), startRedis()]);
}, 300_000);

afterAll(async () => {
  await redis.stop();
  await compiled.remove();
});

afterEach(async () => {
  const ended = running;
  running = [];
  for (const launcher of ended) {
    await launcher.end('SIGTERM');
    expect(launcher.output).not.toMatch(SECRET);
  }
});

describe('examples/microservices', () => {
  it('three processes, one token; every printed curl line is answered, tracking by the worker', async () => {
    const launcher = await Launcher.start({ REDIS_URL: redis.url });
    const calls = launcher.printedCalls();
    expect(calls).toHaveLength(5);
    const answers = [];
    for (const { url, body } of calls) answers.push(await call(url, body));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 201, 200, 200]);
    const [one, two, created, tracked, status] = answers.map(({ json }) => json);
    expect(one).toEqual(two);
    expect(tracked.currentStatus).toMatchObject({ number: created.number, statusCode: 1 });
    expect(status.tokenRequests).toBe(1);
    const fingerprints = status.processes.map(({ fingerprint }: Member) => fingerprint);
    expect(fingerprints).toEqual(Array(3).fill(status.tokens[0].fingerprint));
    expect(JSON.stringify(answers)).not.toMatch(SECRET);
  });

  it('hands on what the worker answers: 404 for an unknown number', async () => {
    const launcher = await Launcher.start({ REDIS_URL: redis.url });
    const { status, json } = await call(`${launcher.gateways[1]}/tracking/SHPL6145999999`);
    expect([status, json.message]).toEqual([404, 'Nova Post knows no shipment SHPL6145999999.']);
  });

  it('the process that fetched the token is killed: the others go on, one of them refreshes, no call fails', async () => {
    const launcher = await Launcher.start({ REDIS_URL: redis.url, EMULATOR_TOKEN_LIFETIME_MS: '6000' });
    const { tokens, processes } = await launcher.status();
    const victim = processes.find(({ name }) => name === tokens.at(-1)!.fetchedBy)!;
    process.kill(victim.pid, 'SIGKILL');
    await launcher.printed(new RegExp(`${victim.name} has ended \\(SIGKILL\\)`));
    const left = processes.filter((member) => member !== victim);
    const urls = left.flatMap(({ url }) => url ?? []);

    const names = left.map(({ name }) => name);
    const takeover = { done: false };
    const taken = launcher
      .printed(new RegExp(`(${names.join('|')}) got #\\w+, used by ${names.join(' and ')}\\.`))
      .finally(() => (takeover.done = true));
    const answers: number[] = [];
    while (!takeover.done) {
      for (const url of urls) answers.push((await call(`${url}/divisions?limit=1`)).status);
    }
    await taken;
    expect(new Set(answers)).toEqual(new Set([200]));
  });

  it('--demo shows the same by itself', async () => {
    const launcher = Launcher.launch({ REDIS_URL: redis.url, EMULATOR_TOKEN_LIFETIME_MS: '5000' }, [
      '--demo',
    ]);
    const [, victim] = await launcher.printed(
      /demo +\| (\S+) has fetched the token\. It is killed without warning/,
    );
    const [, successor] = await launcher.printed(/demo +\| (\S+) has taken over\./);
    expect(successor).not.toBe(victim);
    expect(launcher.output).toMatch(/A call through gateway-\d: answered 200/);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends everything, with exit code 0 and no word of trouble',
    async (signal) => {
      const launcher = await Launcher.start();
      const pids = await launcher.pids();
      await call(`${launcher.gateways[0]}/divisions?limit=1`);
      expect(await launcher.end(signal)).toEqual({ code: 0, signal: null });
      expect(pids.filter(isAlive)).toEqual([]);
      expect(launcher.errors).toBe('');
      // On a busy machine even Redis may be late.
      expect(launcher.output).not.toMatch(/ERROR|has ended|WARN (?!\[NovaPost\] The token store)/);
    },
  );

  it('Ctrl-C in a terminal reaches all processes at once, and ends them all the same', async () => {
    const launcher = await Launcher.start();
    const pids = await launcher.pids();
    for (const { pid } of (await launcher.status()).processes) process.kill(pid, 'SIGINT');
    expect(await launcher.end('SIGINT')).toEqual({ code: 0, signal: null });
    expect(pids.filter(isAlive)).toEqual([]);
  });

  it('the launcher is killed: nothing is left behind', async () => {
    const launcher = await Launcher.start();
    const pids = await launcher.pids();
    await launcher.end('SIGKILL');
    await until(() => !pids.some(isAlive));
  });

  it('one process ends when asked to, and then the others do', async () => {
    const launcher = await Launcher.start({ REDIS_URL: redis.url });
    const { processes } = await launcher.status();
    for (const { pid, name } of processes) {
      process.kill(pid, 'SIGTERM');
      await launcher.printed(new RegExp(`${name} has ended \\(exit code 0\\)`));
    }
    expect(await launcher.ended).toEqual({ code: 0, signal: null });
  });
});

describe('examples/microservices does not start', () => {
  it('without Redis, and says how to get one', async () => {
    const launcher = Launcher.launch({ REDIS_URL: '', PATH: '/nowhere' });
    expect(await launcher.ended).toEqual({ code: 1, signal: null });
    expect(launcher.output).toMatch(
      /^These processes share their token on Redis, .+apt-get install redis-server.+REDIS_URL.+\n$/,
    );
  });

  it('when REDIS_URL leads nowhere, and does not print its password', async () => {
    const url = `redis://:canary-password-1a2b3c4d@127.0.0.1:${await closedPort()}`;
    const launcher = Launcher.launch({ REDIS_URL: url });
    expect(await launcher.ended).toEqual({ code: 1, signal: null });
    expect(launcher.output).toMatch(
      /^Redis at 127\.0\.0\.1:\d+ cannot be used \(ECONNREFUSED\)\. Check REDIS_URL\.\n$/,
    );
  });

  it('when a port is in use, and takes down what it has started', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const launcher = Launcher.launch({ REDIS_URL: redis.url, PORT: String(port) });
      expect(await launcher.ended).toEqual({ code: 1, signal: null });
      expect(launcher.output).toMatch(
        new RegExp(
          `\nThe launcher cannot listen on port ${port} \\(EADDRINUSE\\); PORT=0 takes free ports\\.\n$`,
        ),
      );
      const next = Launcher.launch({ REDIS_URL: redis.url, PORT: String(port - 1) });
      expect(await next.ended).toEqual({ code: 1, signal: null });
      expect(next.output).toContain(`gateway-1 | Port ${port} is in use by another program`);
      expect(next.output).toContain('Not all of the processes have started.');
    } finally {
      other.close();
    }
  });

  it.each([
    ['EMULATOR_TOKEN_LIFETIME_MS', '2m', /^EMULATOR_TOKEN_LIFETIME_MS must be a whole number .+\n$/],
    ['PORT', 'web', /^PORT must be a whole number .+\n$/],
    ['REDIS_URL', 'localhost', /^REDIS_URL must be of the form .+\n$/],
  ])('with %s=%s, and says why', async (name, value, sentence) => {
    const launcher = Launcher.launch({ [name]: value });
    expect(await launcher.ended).toEqual({ code: 1, signal: null });
    expect(launcher.output).toMatch(sentence);
  });
});

interface Member {
  readonly name: string;
  readonly pid: number;
  readonly running: boolean;
  readonly url?: string;
  readonly fingerprint?: string;
}

interface Status {
  readonly tokenRequests: number;
  readonly tokens: readonly { readonly fingerprint: string; readonly fetchedBy: string }[];
  readonly processes: readonly Member[];
}

class Launcher extends ExampleProcess {
  static launch(variables: Record<string, string> = {}, args: string[] = []): Launcher {
    const launcher = new Launcher(compiled, 'microservices/src/main.js', { PORT: '0', ...variables }, args);
    running.push(launcher);
    return launcher;
  }

  /** Resolves when all of them use one token. */
  static async start(variables: Record<string, string> = {}): Promise<Launcher> {
    const launcher = Launcher.launch(variables);
    await launcher.printed(/Try in another terminal:/);
    await launcher.printed(
      /nova post \| Token requests so far: \d+\. \S+ got #\w+, used by gateway-1, gateway-2 and worker\.\n/,
    );
    return launcher;
  }

  get gateways(): string[] {
    return [...this.output.matchAll(/^ {2}gateway-\d +pid \d+ +(http:\S+)$/gm)].map(([, url]) => url!);
  }

  async status(): Promise<Status> {
    return (await call(this.printedCalls().at(-1)!.url)).json;
  }

  /** Of all that the launcher has started, its Redis included. */
  async pids(): Promise<number[]> {
    const { processes } = await this.status();
    const others = [...this.output.matchAll(/^ {2}kill (\d+)$/gm)].map(([, pid]) => Number(pid));
    return [...new Set([...processes.map(({ pid }) => pid), ...others])];
  }
}

/** A process that has ended and whose parent has not taken notice still has a number, but is dead. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const stat = `/proc/${pid}/stat`;
  return !existsSync(stat) || !readFileSync(stat, 'utf8').includes(') Z ');
}

async function closedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
