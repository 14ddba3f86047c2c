import { context, metrics, trace, type Attributes } from '@opentelemetry/api';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  InMemorySpanExporter,
  NodeTracerProvider,
  SimpleSpanProcessor,
  type ReadableSpan,
} from '@opentelemetry/sdk-trace-node';
import { NovaPostModule, type NovaPostModuleOptions } from 'nestjs-nova-post';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';
import { closeAfterTest, startEmulator, startModule, type NovaPostApp } from '../support/app-setup.js';
import { freePort } from '../support/redis.js';
import type { SchemeEmulator, SchemeEmulatorOptions } from '../support/scheme-emulator.js';

/** One point of a metric: what it is of, and its number, or the count of a histogram. */
export interface Point {
  readonly attributes: Attributes;
  readonly value: number;
  /** Of a histogram. */
  readonly sum?: number | undefined;
}

/** The real SDK with exporters that keep what they get, registered for the running test. */
export interface Telemetry {
  spans(): readonly ReadableSpan[];
  named(name: string): readonly ReadableSpan[];
  points(metric: string): Promise<readonly Point[]>;
  /** All metrics as the SDK exports them. */
  metrics(): Promise<unknown>;
  /** What Prometheus reads. */
  scrape(): Promise<string>;
}

export async function startTelemetry(): Promise<Telemetry> {
  const spans = new InMemorySpanExporter();
  const tracers = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  tracers.register();
  const kept = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter: kept, exportIntervalMillis: 2 ** 30 });
  const port = await freePort();
  const prometheus = new PrometheusExporter({ port, host: '127.0.0.1', preventServerStart: true });
  await prometheus.startServer();
  const meters = new MeterProvider({ readers: [reader, prometheus] });
  metrics.setGlobalMeterProvider(meters);
  closeAfterTest(async () => {
    trace.disable();
    context.disable();
    metrics.disable();
    await tracers.shutdown();
    await meters.shutdown();
  });
  const collect = async () => {
    await reader.forceFlush();
    return (
      kept
        .getMetrics()
        .at(-1)
        ?.scopeMetrics.flatMap((scope) => scope.metrics) ?? []
    );
  };
  return {
    spans: () => spans.getFinishedSpans(),
    named: (name) => spans.getFinishedSpans().filter((span) => span.name === name),
    metrics: collect,
    points: async (metric) => {
      const found = (await collect()).find(({ descriptor }) => descriptor.name === metric);
      return (found?.dataPoints ?? []).map(({ attributes, value }) =>
        typeof value === 'number'
          ? { attributes, value }
          : { attributes, value: value.count, sum: (value as { sum?: number }).sum },
      );
    },
    scrape: async () => (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text(),
  };
}

/** Points as `value of attributes`, the common attributes left out. */
export function valuesOf(points: readonly Point[], ...names: readonly string[]): unknown[][] {
  return points.map(({ attributes, value }) => [...names.map((name) => attributes[name]), value]);
}

export interface ObservedApp extends NovaPostApp, Telemetry {
  readonly emulator: SchemeEmulator;
}

/** An application with the module, on an emulator, and the real SDK. */
export async function startObservedApp(
  options: Partial<NovaPostModuleOptions> = {},
  emulatorOptions: SchemeEmulatorOptions = {},
): Promise<ObservedApp> {
  const telemetry = await startTelemetry();
  const emulator = await startEmulator(emulatorOptions);
  const app = await startModule(
    NovaPostModule.forRoot({
      baseURL: emulator.baseURL,
      apiKey: emulator.apiKey,
      retry: false,
      ...options,
      token: { startMode: 'lazy', ...options.token },
    }),
    { module: NovaPostOpenTelemetryModule },
  );
  return { ...app, ...telemetry, emulator };
}
