import type { TokenReply } from './token-scheme.js';

const LONGEST = 200;

/** What a provider says in `message` or `error`, short, on one line, and without the credentials it may repeat. */
export function refusalText(reply: TokenReply, secrets: readonly string[]): string | undefined {
  const { message, error } = (reply.body ?? {}) as { message?: unknown; error?: unknown };
  const text = [message, error].find((value) => typeof value === 'string' && value !== '') as
    string | undefined;
  return secrets
    .filter((secret) => secret !== '')
    .reduce<string | undefined>((shown, secret) => shown?.replaceAll(secret, '…'), text?.slice(0, LONGEST))
    ?.replace(/\s+/g, ' ');
}
