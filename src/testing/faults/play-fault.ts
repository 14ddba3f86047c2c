// From node:timers, because a test's fake timers replace only the global one and would stop the server's clock too.
import { clearTimeout, setTimeout } from 'node:timers';
import { messageForStatus, type Answer } from '../server/answer.js';
import type { ResponseWriter } from '../server/response-writer.js';
import { PLAIN_SITE, type Site } from '../server/site.js';
import type { Fault } from './fault-list.js';
import type { Misbehaviour } from './misbehaviour.js';

/** Lets a request to a site misbehave. `work` carries it out and gives the normal answer. */
export async function playFault(
  fault: Fault,
  writer: ResponseWriter,
  site: Site | undefined,
  work: () => Promise<Answer>,
): Promise<void> {
  const { misbehaviour } = fault;
  const early = misbehaviour.afterWork === true ? await work() : undefined;
  await waitAsTold(fault, writer);
  if (writer.over) return;

  if (misbehaviour.reset === true) {
    writer.reset();
    return;
  }
  const fixed = fixedAnswer(misbehaviour, site ?? PLAIN_SITE);
  if (fixed !== undefined) {
    writer.send(fixed);
    return;
  }
  const normal = early ?? (await work());
  const answer = { ...normal, headers: { ...normal.headers, ...misbehaviour.headers } };
  if (misbehaviour.truncate === true) writer.truncate(answer);
  else writer.send(answer);
}

async function waitAsTold(fault: Fault, writer: ResponseWriter): Promise<void> {
  const { hang, delayMs, until } = fault.misbehaviour;
  if (hang === true) await fault.hang(writer.closed);
  if (delayMs !== undefined) await waitMs(delayMs, writer.closed);
  if (until !== undefined) await Promise.race([until.catch(() => undefined), writer.closed]);
}

async function waitMs(ms: number, closed: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const elapsed = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([elapsed, closed]);
  clearTimeout(timer);
}

/** The answer of a misbehaviour that does not need the normal one. */
function fixedAnswer(misbehaviour: Misbehaviour, { failure }: Pick<Site, 'failure'>): Answer | undefined {
  const { status, body, redirect, contentType, headers = {} } = misbehaviour;
  if (redirect !== undefined) {
    return { status: status ?? 302, headers: { ...headers, Location: redirect } };
  }
  if ('body' in misbehaviour) {
    const type = contentType ?? (typeof body === 'string' ? 'text/html' : 'application/json');
    return { status: status ?? 200, headers: { 'Content-Type': type, ...headers }, body };
  }
  if (status !== undefined) {
    return { ...failure(status, messageForStatus(status)), headers };
  }
  return undefined;
}
