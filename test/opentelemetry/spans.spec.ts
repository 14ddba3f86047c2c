import { SpanKind, SpanStatusCode, context, trace } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { NovaPostClient } from 'nestjs-nova-post';
import { expectNoSecrets, sampleShipment } from 'nestjs-nova-post/testing';
import { API_KEY } from '../support/app-setup.js';
import { rejection } from '../support/token-setup.js';
import { startObservedApp } from './telemetry-bench.js';

const parentOf = (span: ReadableSpan | undefined) => span?.parentSpanContext?.spanId;
const idOf = (span: ReadableSpan | undefined) => span?.spanContext().spanId;

describe('spans', () => {
  it('a typed call has one, with operation, method, path template, status and attempts; each attempt is a child', async () => {
    const { app, named, spans, tokens, emulator } = await startObservedApp({
      retry: { retries: 1, baseDelayMs: 0 },
    });
    await tokens.getToken();
    const client = app.get(NovaPostClient);
    emulator.misbehave({ on: '/divisions', times: 1, then: { status: 503 } });
    await client.divisions.list({ countryCodes: ['PL'] });
    const [call] = named('divisions.list');
    const { hostname, port } = new URL(emulator.baseURL);
    const http = {
      'nova_post.operation': 'divisions.list',
      'http.request.method': 'GET',
      'url.template': '/divisions',
      'server.address': hostname,
      'server.port': Number(port),
    };
    expect(call?.kind).toBe(SpanKind.INTERNAL);
    expect(call?.attributes).toEqual({
      ...http,
      'http.response.status_code': 200,
      'nova_post.call.attempts': 2,
      'nova_post.call.replayed': false,
      'nova_post.call.outcome': 'succeeded',
      'nova_post.account.fingerprint': tokens.status().account.slice(0, 12),
    });
    const attempts = named('GET /divisions');
    expect(attempts.map(({ kind, attributes, status }) => [kind, attributes, status.code])).toEqual([
      [
        SpanKind.CLIENT,
        { ...http, 'http.response.status_code': 503, 'error.type': '503' },
        SpanStatusCode.ERROR,
      ],
      [
        SpanKind.CLIENT,
        { ...http, 'http.response.status_code': 200, 'http.request.resend_count': 1 },
        SpanStatusCode.UNSET,
      ],
    ]);
    expect(attempts.map(parentOf)).toEqual([idOf(call), idOf(call)]);
    expect(spans().filter(({ name }) => name !== 'nova_post.token.refresh')).toHaveLength(3);
  });

  it('a raw call has one too, named by method and path template, below the span of the request that makes it', async () => {
    const { http, named, tokens } = await startObservedApp();
    await tokens.getToken();
    await trace.getTracer('application').startActiveSpan('request', async (request) => {
      await rejection(http.axiosRef.get('shipments/SHPL6145344878/attachments', { params: { q: 'secret' } }));
      request.end();
    });
    const [request] = named('request');
    const [attempt, call] = named('GET /shipments/{id}/attachments');
    expect(parentOf(call)).toBe(idOf(request));
    expect(parentOf(attempt)).toBe(idOf(call));
    expect(call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(call?.attributes).toMatchObject({
      'error.type': '422',
      'nova_post.call.outcome': 'refused',
      'http.response.status_code': 422,
    });
  });

  it('a wait for a token is a child, linked to the refresh, whose span has a trace of its own', async () => {
    const { http, named } = await startObservedApp();
    await trace.getTracer('application').startActiveSpan('request', async (request) => {
      await Promise.all([http.axiosRef.get('divisions'), http.axiosRef.get('divisions')]);
      request.end();
    });
    await http.axiosRef.get('divisions');
    const [refresh, ...others] = named('nova_post.token.refresh');
    expect(others).toEqual([]);
    expect(refresh?.attributes).toMatchObject({
      'nova_post.account': 'default',
      'nova_post.refresh.result': 'refreshed',
      'nova_post.refresh.requests': 1,
      'nova_post.refresh.lock_wait': 0,
    });
    expect(parentOf(refresh)).toBeUndefined();
    expect(refresh?.spanContext().traceId).not.toBe(named('request')[0]?.spanContext().traceId);
    const waits = named('nova_post.token.wait');
    expect(waits).toHaveLength(2);
    for (const { links } of waits) expect(links.map((one) => one.context.spanId)).toEqual([idOf(refresh)]);
    const calls = named('GET /divisions').filter(({ kind }) => kind === SpanKind.INTERNAL);
    expect(waits.map(parentOf).sort()).toEqual(calls.slice(0, 2).map(idOf).sort());
  });

  it('the link is there too when the key has to be read first', async () => {
    const { http, named } = await startObservedApp({ apiKey: () => Promise.resolve(API_KEY) });
    await http.axiosRef.get('divisions');
    const [wait] = named('nova_post.token.wait');
    expect(wait?.links.map((one) => one.context.spanId)).toEqual(named('nova_post.token.refresh').map(idOf));
  });

  it('a replay after a rejected token is one more attempt, after a wait', async () => {
    const { http, named, tokens, emulator } = await startObservedApp();
    await tokens.getToken();
    emulator.revokeAllTokens();
    await http.axiosRef.get('divisions');
    const call = named('GET /divisions').find(({ kind }) => kind === SpanKind.INTERNAL);
    expect(call?.attributes).toMatchObject({
      'nova_post.call.attempts': 2,
      'nova_post.call.replayed': true,
      'http.response.status_code': 200,
    });
    const [, second] = named('nova_post.token.refresh');
    const [wait] = named('nova_post.token.wait');
    expect(wait?.links.map((one) => one.context.spanId)).toEqual([idOf(second)]);
    expect(parentOf(wait)).toBe(idOf(call));
  });

  it('what an attempt does is in its span’s context', async () => {
    const inside: (string | undefined)[] = [];
    const transport = axios.getAdapter('http');
    const { http, named, tokens } = await startObservedApp({
      http: {
        transport: (config) => {
          inside.push(trace.getSpan(context.active())?.spanContext().spanId);
          return transport(config);
        },
      },
    });
    await tokens.getToken();
    await http.axiosRef.get('divisions');
    const attempt = named('GET /divisions').find(({ kind }) => kind === SpanKind.CLIENT);
    expect(inside).toEqual([undefined, idOf(attempt)]);
  });

  it('a failed call says how it ended, by a code and never by a message', async () => {
    const { app, http, named, spans, emulator } = await startObservedApp();
    const client = app.get(NovaPostClient);
    emulator.misbehave({ on: '/shipments', method: 'POST', times: 1, then: { reset: true } });
    await rejection(client.shipments.create(sampleShipment()));
    const [call] = named('shipments.create');
    expect(call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(call?.attributes).toMatchObject({
      'nova_post.call.outcome': 'unknown',
      'error.type': 'ECONNRESET',
    });
    emulator.misbehave({ on: 'token', then: { status: 401 } });
    await app.get(NovaPostClient).divisions.list();
    emulator.revokeAllTokens();
    await rejection(http.axiosRef.get('divisions'));
    const refused = named('nova_post.token.refresh').at(-1);
    expect(refused?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(refused?.attributes).toMatchObject({
      'nova_post.refresh.result': 'failed',
      'error.type': 'refused',
    });
    expect(named('nova_post.token.wait').at(-1)?.attributes).toMatchObject({
      'error.type': 'NOVA_POST_CREDENTIALS',
    });
    expect(spans().flatMap(({ events }) => events)).toEqual([]);
  });

  it('H1 hold no key, no token, no query and nothing of a body', async () => {
    const { app, http, tokens, spans, emulator } = await startObservedApp();
    const client = app.get(NovaPostClient);
    const note = 'canary-note-1a2b3c4d';
    await client.shipments.create({ ...sampleShipment(), note });
    const token = (await tokens.getToken()).reveal();
    await rejection(http.axiosRef.get(`divisions/${API_KEY}`, { params: { apiKey: API_KEY, jwt: token } }));
    emulator.misbehave({ on: 'token', then: { status: 401, body: { error: API_KEY } } });
    await tokens.invalidate();
    await rejection(http.axiosRef.get(`${emulator.baseURL}/divisions?phone=48791223344#${token}`));
    expect(spans().length).toBeGreaterThan(5);
    const shown = spans().map(({ name, attributes, status, events, links, resource, kind }) => {
      return { name, attributes, status, events, links, resource: resource.attributes, kind };
    });
    expectNoSecrets(shown, { apiKey: API_KEY, token, note, phone: '48791223344' });
    expect(JSON.stringify(shown)).not.toContain('?');
  });
});
