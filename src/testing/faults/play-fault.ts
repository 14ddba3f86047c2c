// From node:timers, because a test's fake timers replace only the global one and would stop the server's clock too.
import { clearTimeout, setTimeout } from 'node:timers';
import { messageForStatus, type Answer } from '../server/answer.js';
import type { ResponseWriter } from '../server/response-writer.js';
import type { Site } from '../server/site.js';
import type { Fault } from './faults.js';
import type { Misbehaviour } from './misbehaviour.js';

/** Lets a request to a site misbehave. `work` carries it out and gives the normal answer. */
export async function playFault(
  fault: Fault,
  writer: ResponseWriter,
  failure: NonNullable<Site['failure']>,
  work: () => Promise<Answer>,
): Promise<void> {
  const { misbehaviour } = fault;
  const early = misbehaviour.afterWork === true ? await work() : undefined;
  await waitAsTold(fault, writer.closed);
  if (writer.over) return;

  const fixed = fixedAnswer(misbehaviour, failure);
  if (misbehaviour.reset === true) writer.reset();
  else if (fixed !== undefined) writer.send(fixed);
  else {
    const normal = early ?? (await work());
    const answer = { ...normal, headers: { ...normal.headers, ...misbehaviour.headers } };
    if (misbehaviour.truncate === true) writer.truncate(answer);
    else writer.send(answer);
  }
}

async function waitAsTold(fault: Fault, closed: Promise<void>): Promise<void> {
  const { hang, delayMs, until } = fault.misbehaviour;
  if (hang === true) await fault.hang(closed);
  if (delayMs !== undefined) {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([new Promise((resolve) => (timer = setTimeout(resolve, delayMs))), closed]);
    clearTimeout(timer);
  }
  if (until !== undefined) await Promise.race([until.catch(() => undefined), closed]);
}

/** The answer of a misbehaviour that does not need the normal one. */
function fixedAnswer(misbehaviour: Misbehaviour, failure: NonNullable<Site['failure']>): Answer | undefined {
  const { status, body, redirect, contentType, headers = {} } = misbehaviour;
  if (redirect !== undefined) return { status: status ?? 302, headers: { ...headers, Location: redirect } };
  if ('body' in misbehaviour) {
    const type = contentType ?? (typeof body === 'string' ? 'text/html' : 'application/json');
    return { status: status ?? 200, headers: { 'Content-Type': type, ...headers }, body };
  }
  return status === undefined ? undefined : { ...failure(status, messageForStatus(status)), headers };
}
