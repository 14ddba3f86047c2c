import type { Fleet } from './fleet.js';
import { listOf, say } from './words.js';

/** `--demo`: kills the process that has fetched the token, and shows that the others do not mind. */
export async function demonstrate(fleet: Fleet): Promise<void> {
  await fleet.until(() => fleet.running.every(({ ready }) => ready) && oneToken(fleet));
  const before = fleet.tokens.length;
  const victim = fleet.running.find(({ name }) => name === fleet.tokens.at(-1)?.fetchedBy);
  if (victim === undefined) return;
  say('demo', `${victim.name} has fetched the token. It is killed without warning: kill -9 ${victim.pid}`);
  victim.kill();
  await fleet.until(() => !victim.running);

  for (const { name, url, fingerprint } of fleet.running) {
    if (url === undefined) continue;
    const { status } = await fetch(`${url}/divisions?limit=1`);
    say('demo', `A call through ${name}: answered ${status}, with token #${fingerprint}.`);
  }
  say(
    'demo',
    `Wait for the next refresh. One of ${listOf(fleet.running.map(({ name }) => name))} takes over.`,
  );
  await fleet.until(() => fleet.tokens.length > before && oneToken(fleet));
  say('demo', `${fleet.tokens.at(-1)?.fetchedBy ?? ''} has taken over. That was all; Ctrl-C ends the rest.`);
}

function oneToken({ running, tokens }: Fleet): boolean {
  const newest = tokens.at(-1)?.fingerprint;
  return newest !== undefined && running.every(({ fingerprint }) => fingerprint === newest);
}
