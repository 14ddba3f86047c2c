import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultList } from '../faults/fault-list.js';
import { playFault } from '../faults/play-fault.js';
import { errorMessage, Refusal, type Answer } from './answer.js';
import { parseBody, readBody, readTarget, type ReadBody } from './read-request.js';
import type { RecordedRequest } from './recorded-request.js';
import { ResponseWriter } from './response-writer.js';
import { siteOf, type Incoming, type Site } from './site.js';
import type { WaitingLog } from './waiting-log.js';

export interface PipelineParts {
  log: WaitingLog<RecordedRequest>;
  faults: FaultList;
  sites: readonly Site[];
  /** The wall clock of the test. */
  localNow: () => number;
  /** The same with the server's skew. */
  serverNow: () => number;
  stopping: () => boolean;
  /** Called once for each recorded request, when its answer is out or will never be. */
  onEnd: (request: RecordedRequest) => void;
}

/** The way of every request: read, record, misbehave or serve. */
export class Pipeline {
  readonly #parts: PipelineParts;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  async serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { log, faults, sites, serverNow, stopping, onEnd } = this.#parts;
    const body = await readBody(message);
    const target = readTarget(message.url ?? '/');
    const { site, path } = siteOf(sites, target.path);
    const { value, malformed } = parseBody(body.bytes, message.headers['content-type']);
    const record = this.#record(message, { site, path, query: target.query, body, value });
    const writer = new ResponseWriter(response, record, { now: serverNow, stopping });
    const work = (replaceToken?: Incoming['replaceToken']): Promise<Answer> =>
      answered(site, body.tooLarge, { request: record, path, malformed, now: serverNow(), replaceToken });
    if (site?.hidden === true) {
      writer.send(await work());
      return;
    }
    if (body.aborted) record.aborted = !stopping();
    log.add(record);
    void writer.closed.then(() => {
      onEnd(record);
    });
    if (body.aborted) return;
    try {
      const fault = faults.take(record);
      if (fault) await playFault(fault, writer, site, () => work(fault.misbehaviour.token));
      else writer.send(await work());
    } catch (error) {
      if (!writer.started) writer.send(failed(error));
    }
  }

  #record(
    message: IncomingMessage,
    read: {
      site: Site | undefined;
      path: string;
      query: RecordedRequest['query'];
      body: ReadBody;
      value: unknown;
    },
  ): RecordedRequest {
    const { site, path, query, body, value } = read;
    const { method = 'GET', url = '/', headers } = message;
    const arrived = { headers, query, body: value };
    return {
      method,
      path,
      url,
      ...arrived,
      rawBody: body.bytes,
      receivedAt: this.#parts.localNow(),
      aborted: false,
      asksForToken: site?.asksForToken(path) ?? false,
      ...site?.senderOf(path, arrived, this.#parts.serverNow()),
    };
  }
}

async function answered(site: Site | undefined, tooLarge: boolean, incoming: Incoming): Promise<Answer> {
  if (site === undefined) return errorMessage(404, 'Not found');
  if (tooLarge) return site.failure(413, 'The body is larger than 10 MB.');
  try {
    return await site.answer(incoming);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

function failed(error: unknown): Answer {
  const reason = error instanceof Error ? error.message : 'unknown';
  return errorMessage(500, `The emulator itself failed (a handler or a test's function threw): ${reason}`);
}
