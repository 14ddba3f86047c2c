import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RedisTokenStore } from 'nestjs-nova-post/redis';
import { startApp, startEmulator } from '../support/app-setup.js';
import { startRedis, type TestRedis } from '../support/redis.js';
import { until } from '../support/until.js';

jest.setTimeout(60_000);

const nodes: TestRedis[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nestjs-nova-post-cluster-'));
  for (const name of ['a', 'b', 'c']) {
    nodes.push(
      await startRedis([
        '--cluster-enabled',
        'yes',
        '--cluster-config-file',
        join(folder, `${name}.conf`),
        '--dir',
        folder,
      ]),
    );
  }
  const addresses = nodes.map(({ url }) => new URL(url).host);
  execFileSync('redis-cli', ['--cluster', 'create', ...addresses, '--cluster-yes'], { stdio: 'ignore' });
}, 60_000);

afterAll(async () => {
  await Promise.all(nodes.map((node) => node.stop()));
  await rm(folder, { recursive: true, force: true });
});

describe('a real Redis Cluster of three nodes', () => {
  it('E11 two processes share tokens of several accounts, wherever in the cluster they lie', async () => {
    const emulator = await startEmulator();
    const [node] = nodes;
    const { hostname, port } = new URL(node?.url ?? '');
    const open = async (): Promise<Cluster> => {
      const cluster = new Cluster([{ host: hostname, port: Number(port) }]);
      cluster.on('error', () => undefined);
      await until(() => cluster.status === 'ready');
      return cluster;
    };
    const [first, second] = [await open(), await open()];
    // On a busy machine a node is not down because an answer takes a while.
    const patient = { token: { storeTimeoutMs: 5_000 } };
    for (let account = 0; account < 8; account += 1) {
      const apiKey = emulator.addApiKey(`canary-api-key-cluster-0000000${String(account)}`);
      const [one, two] = [
        await startApp(emulator, { apiKey, ...patient, tokenStore: new RedisTokenStore(first) }),
        await startApp(emulator, { apiKey, ...patient, tokenStore: new RedisTokenStore(second) }),
      ];
      const token = await one.tokens.getToken();
      expect((await two.tokens.getToken()).equals(token)).toBe(true);
      const next = await two.tokens.refresh();
      await until(() => one.tokens.status().fingerprint === next.fingerprint);
      await one.app.close();
      await two.app.close();
    }
    expect(emulator.tokenRequests.length).toBe(16);
    const used = await Promise.all(
      nodes.map(async ({ url }) => {
        const redis = new Redis(url);
        const size = await redis.dbsize();
        redis.disconnect();
        return size;
      }),
    );
    expect(used.filter((size) => size > 0).length).toBeGreaterThan(1);
    first.disconnect();
    second.disconnect();
  });
});
