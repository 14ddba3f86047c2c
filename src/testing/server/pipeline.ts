import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Contract } from '../contract/contract.js';
import type { FaultList } from '../misbehaviour/fault-list.js';
import { playFault } from '../misbehaviour/play-fault.js';
import type { Sender } from '../token/accounts.js';
import { errorMessage, type Answer } from './answer.js';
import { failureOf, type Apis } from './api.js';
import { BASE_PATHS, type ApiName } from './base-paths.js';
import { Delivery } from './delivery.js';
import { parseBody, readBody, readUrl } from './read-request.js';
import type { RecordedRequest } from './recorded-request.js';
import type { RequestLog } from './request-log.js';
import { languageOf, type Call, type Route, type RouteTable } from './route.js';

export interface PipelineParts {
  log: RequestLog;
  faults: FaultList;
  apis: Apis;
  /** What is at the root of the origin, outside the bases of the APIs. */
  openRoutes?: RouteTable;
  /** The wall clock tests know. */
  localNow: () => number;
  /** The same with the server's skew. */
  serverNow: () => number;
  stopping: () => boolean;
  /** What the record may say about who sent a request. */
  senderOf: (
    api: ApiName | undefined,
    request: Pick<RecordedRequest, 'path' | 'headers' | 'query' | 'body'>,
  ) => Sender;
}

/** What was found wrong with a request while it was read. */
interface Reading {
  tooLarge: boolean;
  malformed: boolean;
}

/** The way of every request: read, record, misbehave or serve. */
export class Pipeline {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, faults, serverNow, stopping } = this.#parts;
    const { record, reading, aborted } = await this.#read(request);
    const delivery = new Delivery(response, record, { now: serverNow, stopping });
    if (aborted) record.aborted = !stopping();
    log.add(record);
    if (aborted) return;
    try {
      const fault = faults.take(record);
      const replaceToken = fault?.misbehaviour.token;
      const work = (): Promise<Answer> => this.#answer(record, reading, replaceToken);
      if (fault) await playFault(fault, delivery, record.api, work);
      else delivery.send(await work());
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      const answer = errorMessage(
        500,
        `The emulator itself failed (a handler or a test's function threw): ${reason}`,
      );
      if (!delivery.started) delivery.send(answer);
    }
  }

  async #read(request: IncomingMessage) {
    const { bytes, tooLarge, aborted } = await readBody(request);
    const url = request.url ?? '/';
    const { path, api, query } = readUrl(url);
    const { body, malformed } = parseBody(bytes, request.headers['content-type']);
    const record: RecordedRequest = {
      method: request.method ?? 'GET',
      ...(api && { api }),
      path,
      url,
      query,
      headers: request.headers,
      body,
      rawBody: bytes,
      receivedAt: this.#parts.localNow(),
      aborted: false,
      ...this.#parts.senderOf(api, { path, headers: request.headers, query, body }),
    };
    const reading: Reading = { tooLarge, malformed };
    return { record, reading, aborted };
  }

  async #answer(
    record: RecordedRequest,
    reading: Reading,
    replaceToken: Call['replaceToken'],
  ): Promise<Answer> {
    const { api: name } = record;
    if (name === undefined) return this.#answerOutside(record);
    const api = this.#parts.apis[name];
    const now = this.#parts.serverNow();
    const refused = api.refuse?.(record, now);
    if (refused) return refused;
    const found = api.routes.find(record.method, record.path);
    if (!found) {
      const text = `The emulator does not serve ${record.method} ${record.path}. It serves: ${api.routes.describe()}.`;
      return failureOf(name, 404, text);
    }
    if (reading.tooLarge) return failureOf(name, 413, 'The body is larger than 10 MB.');

    const { route, params } = found;
    const language = languageOf(record.headers['accept-language']);
    const call: Call = { request: record, params, now, language, replaceToken };
    const malformed = reading.malformed ? failureOf(name, 422, 'The body is not valid JSON.') : undefined;
    const serve = (handle: () => Answer | Promise<Answer>): Answer | Promise<Answer> =>
      malformed ?? serveByContract(api.contract, route, call, handle);
    if (route.token === 'none') return serve(() => route.handle(call));
    const account = api.admit(record.headers.authorization, now);
    if (typeof account === 'string') return failureOf(name, 401, account);
    return serve(() => route.handle({ ...call, account }));
  }

  #answerOutside(record: RecordedRequest): Answer | Promise<Answer> {
    const { openRoutes, apis, serverNow } = this.#parts;
    const found = openRoutes?.find(record.method, record.path);
    if (found?.route.token !== 'none') return outsideAnswer(record);
    const { route, params } = found;
    const language = languageOf(record.headers['accept-language']);
    const call: Call = { request: record, params, now: serverNow(), language };
    return serveByContract(apis['nova-post'].contract, route, call, () => route.handle(call));
  }
}

/** Lets a handler see only requests that follow the contract, and clients only such answers. */
async function serveByContract(
  contract: Contract | undefined,
  route: Route,
  call: Call,
  handle: () => Answer | Promise<Answer>,
): Promise<Answer> {
  const refused = contract?.refuse(route, call);
  if (refused) return refused;
  const answer = await handle();
  return contract?.verified(route, call, answer) ?? answer;
}

function outsideAnswer({ method, path }: RecordedRequest): Answer {
  const { 'nova-post': base, password, login } = BASE_PATHS;
  return errorMessage(
    404,
    `${method} ${path} is outside ${base}. Every path of the API starts with it: is the base URL ` +
      `complete, and is it joined to the path without dropping ${base}? (The API of the password scheme is below ` +
      `${password}, that of the login scheme below ${login}.)`,
  );
}
