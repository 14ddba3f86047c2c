import type { Observable } from 'rxjs';
import type { InvalidationReason, TokenEvent } from '../token-events.js';
import type { ContextLogger } from '../../context-logger.js';

type TokenLevel = 'debug' | 'log' | 'warn';

/**
 * Writes down what an operator wants to know, one line for an event: each token at `debug`, trouble at `warn`, its end
 * and what the application has asked for at `log`. A long outage is told after 1, 2, 4, 8 … failures, not each time.
 */
export function logTokenEvents(
  events$: Observable<TokenEvent>,
  logger: Pick<ContextLogger, TokenLevel>,
): void {
  /** Accounts whose last refresh failed. */
  const failing = new Set<string>();
  events$.subscribe((event) => {
    const line = describe(event);
    const hasRecovered = isToken(event) && failing.delete(event.account);
    if (event.type === 'refreshFailed') failing.add(event.account);
    if (line === undefined) return;
    const level = hasRecovered ? 'log' : levelOf(event);
    logger[level](`${line} (account #${event.account.slice(0, 12)})`);
  });
}

function isToken({ type }: TokenEvent): boolean {
  return type === 'refreshed' || type === 'adopted';
}

function levelOf(event: TokenEvent): TokenLevel {
  if (isToken(event)) return 'debug';
  const isWanted = event.type === 'invalidated' && event.reason !== 'rejected';
  return isWanted || event.type === 'storeUp' ? 'log' : 'warn';
}

function describe(event: TokenEvent): string | undefined {
  switch (event.type) {
    case 'refreshed':
      return `New token #${event.fingerprint}, ${validity(event)}`;
    case 'adopted':
      return `Token #${event.fingerprint} taken over from another process, ${validity(event)}`;
    case 'refreshFailed':
      return tellFailure(event)
        ? `No new token: ${event.error.message}${stillValid(event.expiresAt)}`
        : undefined;
    case 'invalidated':
      return invalidation(event.fingerprint, event.reason);
    case 'refreshOverdue':
      return `Token #${event.fingerprint} ends at ${event.expiresAt.toISOString()} and could not be refreshed so far`;
    case 'storeDown':
      return `The token store does not answer (${event.detail}); this process continues with its own token`;
    case 'storeUp':
      return 'The token store answers again';
  }
}

function invalidation(fingerprint: string, reason: InvalidationReason): string {
  switch (reason) {
    case 'rejected':
      return `The API rejected token #${fingerprint}; it is being replaced`;
    case 'requested':
      return `Token #${fingerprint} has been invalidated`;
    case 'credentials-changed':
      return `The key or password is another one now; token #${fingerprint} is being replaced`;
  }
}

function validity({
  expiresAt,
  nextRefreshAt,
}: {
  expiresAt: Date;
  nextRefreshAt: Date | undefined;
}): string {
  const next =
    nextRefreshAt === undefined ? 'not to be refreshed' : `next refresh ${nextRefreshAt.toISOString()}`;
  return `valid until ${expiresAt.toISOString()}, ${next}`;
}

function tellFailure({ error }: { error: { failures: number; reason: string } }): boolean {
  return error.reason !== 'closed' && Number.isInteger(Math.log2(error.failures));
}

function stillValid(expiresAt: Date | undefined): string {
  return expiresAt === undefined ? '' : ` The last token ends at ${expiresAt.toISOString()}.`;
}
