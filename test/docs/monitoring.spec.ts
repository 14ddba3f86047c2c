import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Type } from '@nestjs/common';
import { PrometheusExporter, PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import type { MeterProvider } from '@opentelemetry/sdk-metrics';
import { NovaPostClient, NovaPostHttpService, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostWebhooks, NovaPostWebhooksModule } from 'nestjs-nova-post/webhooks';
import { expectNoSecrets } from 'nestjs-nova-post/testing';
import { parse } from 'yaml';
import type { AccountIdentity } from '../../src/account-identity.js';
import { resolveOptions } from '../../src/resolve-options.js';
import { systemClock } from '../../src/clock.js';
import { startEmulator } from '../support/app-setup.js';
import { MemoryTokenStore } from '../support/memory-token-store.js';
import { promtool } from '../support/promtool.js';
import { rejection } from '../support/token-setup.js';
import { until } from '../support/until.js';
import { PLATFORMS, SECRET, startWebhookApp, type Platform } from '../webhooks/webhook-bench.js';
import { ROOT, codeBlocksOf } from './code-blocks.js';

const PAGE = 'docs/monitoring.md';
const ALERTS = join(ROOT, 'docs/monitoring/alerts.yaml');
const ALERT_TESTS = join(ROOT, 'docs/monitoring/alerts.test.yaml');

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface Alerts {
  readonly groups: readonly { readonly rules: readonly { readonly alert: string; readonly expr: string }[] }[];
}
interface AlertTests {
  readonly tests: readonly {
    readonly alert_rule_test: readonly { readonly alertname: string; readonly exp_alerts: unknown[] }[];
  }[];
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly query: unknown }[] };
}

const rules = (parse(read('docs/monitoring/alerts.yaml')) as Alerts).groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('docs/monitoring/dashboard.json')) as Dashboard;
const queries = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));

/** Names of metrics in a query, and of labels. */
const namesIn = (query: string) => query.match(/\b(?:nova_post|http_client)_\w+/g) ?? [];

/** Names and labels that Prometheus gets to know, without those of the buckets. */
function shownIn(text: string): { names: Set<string>; labels: Set<string> } {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const labels = lines.flatMap((line) => [...line.matchAll(/[{,](\w+)="/g)].map(([, label]) => label ?? ''));
  return { names: new Set(lines.map((line) => line.split(/[{ ]/)[0] ?? '')), labels: new Set(labels) };
}

/** The module of a recipe, as the page has it. */
async function recipe(using: string): Promise<Type> {
  const folder = join(import.meta.dirname, '.monitoring');
  const block = codeBlocksOf(PAGE).find(({ code }) => code.includes(`from '${using}'`));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${using.replace(/\W/g, '-')}.ts`);
  writeFileSync(file, block?.code ?? '');
  return ((await import(file)) as { MetricsModule: Type }).MetricsModule;
}

/** Another process is refreshing, until this one has met its lock. */
async function lockUntilAsked(store: MemoryTokenStore, account: AccountIdentity): Promise<void> {
  const acquire = store.acquire.bind(store);
  const lock = { heldGeneration: 0, lockMs: 600_000, leaseId: 'another', maxLiveTokens: undefined };
  const held = await acquire(account, lock);
  store.acquire = async (...asked) => {
    const result = await acquire(...asked);
    if (result.kind === 'busy' && held.kind === 'granted') await store.release(account, held.lease);
    return result;
  };
}

/** An application with a recipe, in which everything that is measured has happened. Gives what /metrics answers. */
async function scrapeAll(metricsModule: Type, platform: Platform) {
  const emulator = await startEmulator();
  const tokenStore = new MemoryTokenStore(systemClock);
  const options = {
    baseURL: emulator.baseURL,
    apiKey: emulator.apiKey,
    tokenStore,
    retry: { retries: 1, baseDelayMs: 0 },
    token: { startMode: 'lazy' as const },
  };
  await lockUntilAsked(tokenStore, resolveOptions(options).account.identity);
  const { app, post, origin } = await startWebhookApp({
    platform,
    imports: [
      NovaPostModule.forRoot({ ...options, isGlobal: true }),
      metricsModule,
      NovaPostWebhooksModule.register({ secretToken: SECRET }),
    ],
  });
  await app.get(NovaPostClient).divisions.list();
  const { axiosRef } = app.get(NovaPostHttpService);
  emulator.revokeAllTokens();
  await axiosRef.get('divisions', { params: { textSearch: emulator.apiKey } });
  await rejection(axiosRef.get('divisions', { params: { apiKey: emulator.apiKey } }));
  await post({ eventType: 'Received', number: 'SHPL6145000001' });
  await until(() => app.get(NovaPostWebhooks).status().counters.handled === 1);
  const response = await fetch(`${origin}/metrics`);
  const authorization = emulator.apiRequests.map(({ headers }) => String(headers.authorization));
  return { response, text: await response.text(), secrets: [emulator.apiKey, SECRET, ...authorization] };
}

afterAll(() => {
  rmSync(join(import.meta.dirname, '.monitoring'), { recursive: true, force: true });
});

describe.each(['@opentelemetry/exporter-prometheus', 'prom-client'])('the recipe with %s', (using) => {
  it.each(PLATFORMS)('serves metrics that Prometheus can read, on %s', async (platform) => {
    const { response, text, secrets } = await scrapeAll(await recipe(using), platform);
    expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const count = /^http_client_request_duration_count\{.*nova_post_operation="divisions.list".*\} 1$/m;
    expect(text).toMatch(count);
    expect(text).toMatch(/^nova_post_token_state\{.*nova_post_token_state="fresh".*\} 1$/m);
    expect(text).toMatch(/^nova_post_call_replays_total(\{.*\})? [1-9]$/m);
    promtool(['check', 'metrics'], text);
    expectNoSecrets(text, secrets);
  });
});

it('the view of the page gives calls a name that no other instrumentation uses', async () => {
  const file = join(import.meta.dirname, '.monitoring', 'view.ts');
  const block = codeBlocksOf(PAGE).find(({ code }) => code.includes('views:'));
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, block?.code ?? '');
  const { meterProvider } = (await import(file)) as {
    meterProvider: (reader: PrometheusExporter) => MeterProvider;
  };
  const exporter = new PrometheusExporter({ preventServerStart: true });
  const provider = meterProvider(exporter);
  for (const scope of ['nestjs-nova-post', '@opentelemetry/instrumentation-http'])
    provider.getMeter(scope).createHistogram('http.client.request.duration').record(1);
  const text = new PrometheusSerializer().serialize((await exporter.collect()).resourceMetrics);
  expect(text.match(/^\w+_count/gm)).toEqual(['nova_post_call_duration_count', 'http_client_request_duration_count']);
  promtool(['check', 'metrics'], text);
  await provider.shutdown();
});

describe('dashboard, alerts and tables', () => {
  let shown: ReturnType<typeof shownIn>;
  beforeAll(async () => {
    const { text } = await scrapeAll(await recipe('@opentelemetry/exporter-prometheus'), 'Express');
    shown = shownIn(text);
  });

  it('use metrics that the exporter shows, and no other', () => {
    const used = [...queries, ...rules.map(({ expr }) => expr)].map(namesIn);
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((names) => !names.some((name) => shown.names.has(name)))).toEqual([]);
    const isKnown = (name: string) => shown.names.has(name) || shown.labels.has(name);
    expect(used.flat().filter((name) => !isKnown(name))).toEqual([]);
    const labels = JSON.stringify([queries, rules]).match(/\b(?:nova_post|http)_[\w]+(?=!?=~?\\")/g) ?? [];
    expect([...new Set(labels)].filter((label) => !shown.labels.has(label))).toEqual([]);
    expect(new Set(labels).size).toBeGreaterThan(5);
  });

  it('the page lists each metric', () => {
    const listed = [...read(PAGE).matchAll(/^\| `((?:nova_post|http)\.[\w.]+)` \|/gm)].map(([, name]) => name);
    const exported = [...shown.names]
      .map((name) => name.replace(/_(total|bucket|sum|count)$/, ''))
      .filter((name) => name !== 'target_info');
    expect([...new Set(listed.map((name) => name?.replaceAll('.', '_')))].sort()).toEqual(
      [...new Set(exported)].sort(),
    );
  });

  it('the queries of the dashboard are correct', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nestjs-nova-post-dashboard-'));
    const file = join(folder, 'queries.json');
    const filled = (expr: string) =>
      expr.replace(/\$__rate_interval|\$__range/g, '5m').replace(/\$(\w+)/g, 'x');
    const records = queries.map((expr, index) => ({ record: `query:${String(index)}`, expr: filled(expr) }));
    writeFileSync(file, JSON.stringify({ groups: [{ name: 'dashboard', rules: records }] }));
    expect(promtool(['check', 'rules', file])).toContain(`${String(queries.length)} rules found`);
    rmSync(folder, { recursive: true });
    const variables = JSON.stringify(dashboard.templating.list.map(({ query }) => query));
    expect(namesIn(variables).filter((name) => !shown.names.has(name) && !shown.labels.has(name))).toEqual([]);
  });
});

describe('alert rules', () => {
  it('are correct, and their tests hold', () => {
    expect(promtool(['check', 'rules', ALERTS])).toContain('SUCCESS');
    expect(promtool(['test', 'rules', ALERT_TESTS])).toContain('SUCCESS');
  });

  it('each has a test in which it is raised, one in which it is not, and a line on the page', () => {
    const tests = (parse(read('docs/monitoring/alerts.test.yaml')) as AlertTests).tests.flatMap(
      ({ alert_rule_test }) => alert_rule_test,
    );
    const listed = [...read(PAGE).matchAll(/^\| `(NovaPost\w+)` \|/gm)].map(([, name]) => name);
    const names = rules.map(({ alert }) => alert);
    expect(listed).toEqual(names);
    for (const raised of [true, false]) {
      const tested = tests.filter(({ exp_alerts }) => exp_alerts.length > 0 === raised);
      expect(names.filter((name) => !tested.some(({ alertname }) => alertname === name))).toEqual([]);
    }
  });
});
