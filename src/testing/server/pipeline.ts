import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Faults } from '../faults/faults.js';
import { playFault } from '../faults/play-fault.js';
import { errorMessage, type Answer } from './answer.js';
import { parseBody, readBody, readTarget } from './read-request.js';
import type { RecordedRequest } from './recorded-request.js';
import { ResponseWriter } from './response-writer.js';
import { siteOf, type Incoming, type Site } from './site.js';
import type { WaitingLog } from './waiting-log.js';

export interface PipelineParts {
  readonly log: WaitingLog<RecordedRequest>;
  readonly faults: Faults;
  readonly sites: readonly Site[];
  /** The wall clock of the test. */
  readonly localNow: () => number;
  /** The same with the server's skew. */
  readonly serverNow: () => number;
  readonly stopping: () => boolean;
  /** Called once for each recorded request, when its answer is out or will never be. */
  readonly onEnd: (request: RecordedRequest) => void;
}

/** The way of every request: read, record, misbehave or serve. */
export async function serve(
  parts: PipelineParts,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, faults, sites, localNow, serverNow, stopping, onEnd } = parts;
  const { bytes, tooLarge, aborted } = await readBody(message);
  const { method = 'GET', url = '/', headers } = message;
  const target = readTarget(url);
  const { site, path } = siteOf(sites, target.path);
  const { value, malformed } = parseBody(bytes, headers['content-type']);
  const arrived = { path, query: target.query, headers, body: value };
  const record: RecordedRequest = {
    ...{ method, url, ...arrived, rawBody: bytes },
    receivedAt: localNow(),
    aborted: aborted && !stopping(),
    asksForToken: site?.asksForToken?.(path) ?? false,
    ...site?.senderOf?.(arrived, serverNow()),
  };
  const writer = new ResponseWriter(response, record, { now: serverNow, stopping });
  const failure = site?.failure ?? errorMessage;
  const work = async (replaceToken?: Incoming['replaceToken']): Promise<Answer> => {
    if (tooLarge) return failure(413, 'The body is larger than 10 MB.');
    const answer = site?.answer({ request: record, malformed, now: serverNow(), replaceToken });
    return answer ?? errorMessage(404, 'Not found');
  };
  if (site?.hidden === true) {
    writer.send(await work());
    return;
  }
  log.add(record);
  void writer.closed.then(() => {
    onEnd(record);
  });
  if (aborted) return;
  try {
    const fault = faults.take(record);
    if (fault) await playFault(fault, writer, failure, () => work(fault.misbehaviour.token));
    else writer.send(await work());
  } catch (error) {
    if (!writer.started) writer.send(failed(error));
  }
}

function failed(error: unknown): Answer {
  const reason = error instanceof Error ? error.message : 'unknown';
  return errorMessage(500, `The emulator itself failed (a handler or a test's function threw): ${reason}`);
}
