import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { metrics, trace } from '@opentelemetry/api';
import { NovaPostClient, NovaPostModule } from 'nestjs-nova-post';
import { NovaPostOpenTelemetryModule } from 'nestjs-nova-post/opentelemetry';
import { NovaPostEmulator } from 'nestjs-nova-post/testing';

/** Prints which counters and spans an application has used, as the providers of an SDK see it. */
const counted = new Set();
const started = [];
const counter = (name) => ({ add: () => counted.add(name), record: () => counted.add(name) });
const meter = new Proxy(
  {},
  { get: (_, method) => (name) => (String(method).startsWith('create') ? counter(name) : undefined) },
);
metrics.setGlobalMeterProvider({ getMeter: () => meter });
const noop = trace.getTracer('none').startSpan('none');
const startSpan = (name) => (started.push(name), noop);
trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan, startActiveSpan: startSpan }) });

const emulator = await NovaPostEmulator.start({});
const { apiKey, baseURL } = emulator;

class AppModule {}
Module({
  imports: [
    NovaPostModule.forRoot({ baseURL, apiKey, token: { startMode: 'lazy' } }),
    NovaPostOpenTelemetryModule,
  ],
})(AppModule);

const app = await NestFactory.createApplicationContext(AppModule, { logger: false, abortOnError: false });
await app.get(NovaPostClient).divisions.list();
await app.close();
await emulator.stop();
console.log(JSON.stringify({ counted: [...counted].sort(), started }));
