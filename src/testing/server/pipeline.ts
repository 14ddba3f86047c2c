import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultList } from '../misbehaviour/fault-list.js';
import { playFault } from '../misbehaviour/play-fault.js';
import { errorMessage, type Answer } from './answer.js';
import { Delivery } from './delivery.js';
import { BASE_PATH, parseBody, readBody, readUrl } from './read-request.js';
import type { RecordedRequest, RecordedToken } from './recorded-request.js';
import type { RequestLog } from './request-log.js';
import { languageOf, type Call, type RouteTable } from './route.js';

export interface PipelineParts {
  log: RequestLog;
  faults: FaultList;
  routes: RouteTable;
  /** The wall clock tests know. */
  localNow: () => number;
  /** The same with the server's skew. */
  serverNow: () => number;
  stopping: () => boolean;
  /** Whose valid token this Authorization header is. */
  apiKeyIndexOf: (header: string | undefined) => number | undefined;
  /** What the record may say about token and key of a request. */
  recognise: (
    path: string,
    headers: IncomingMessage['headers'],
    query: RecordedRequest['query'],
  ) => { token?: RecordedToken; apiKeyIndex?: number };
}

/** What was found wrong with a request while it was read. */
interface Reading {
  underBase: boolean;
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
      if (fault) await playFault(fault, delivery, work);
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
    const { path, underBase, query } = readUrl(url);
    const { body, malformed } = parseBody(bytes, request.headers['content-type']);
    const record: RecordedRequest = {
      method: request.method ?? 'GET',
      path,
      url,
      query,
      headers: request.headers,
      body,
      rawBody: bytes,
      receivedAt: this.#parts.localNow(),
      aborted: false,
      ...this.#parts.recognise(path, request.headers, query),
    };
    const reading: Reading = { underBase, tooLarge, malformed };
    return { record, reading, aborted };
  }

  async #answer(
    record: RecordedRequest,
    reading: Reading,
    replaceToken: Call['replaceToken'],
  ): Promise<Answer> {
    const { routes, serverNow, apiKeyIndexOf } = this.#parts;
    const found = reading.underBase ? routes.find(record.method, record.path) : undefined;
    if (!found) return this.#notFound(record, reading.underBase);
    if (reading.tooLarge) return errorMessage(413, 'The body is larger than 10 MB.');

    const { route, params } = found;
    const apiKeyIndex = route.token === 'none' ? -1 : apiKeyIndexOf(record.headers.authorization);
    if (apiKeyIndex === undefined) return errorMessage(401, 'Invalid token');
    if (reading.malformed) return errorMessage(422, 'The body is not valid JSON.');

    return await route.handle({
      request: record,
      params,
      now: serverNow(),
      language: languageOf(record.headers['accept-language']),
      apiKeyIndex,
      replaceToken,
    });
  }

  #notFound({ method, path }: RecordedRequest, underBase: boolean): Answer {
    if (!underBase) {
      return errorMessage(
        404,
        `${method} ${path} is outside ${BASE_PATH}. Every path of the API starts with it: is the base URL ` +
          `complete, and is it joined to the path without dropping ${BASE_PATH}?`,
      );
    }
    return errorMessage(
      404,
      `The emulator does not serve ${method} ${path}. It serves: ${this.#parts.routes.describe()}.`,
    );
  }
}
