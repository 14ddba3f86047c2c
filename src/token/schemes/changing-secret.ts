import { randomUUID } from 'node:crypto';
import { describeForeignError } from '../../nova-post.errors.js';
import { TokenFailure } from './token-failure.js';
import type { TokenScheme } from './token-scheme.js';

/** A key or password as text, or a function that is asked for it with each token request. */
export type SecretSource = string | (() => string | Promise<string>);

type ReadSecret = Exclude<SecretSource, string>;

/** Of values used so long ago, a server repeats none. */
const MOST_REMEMBERED = 100;

/** What a function has given so far. */
interface SecretHistory {
  /** Tells this function from all others, while it is not known whose secret it gives. */
  readonly id: string;
  /** To be redacted, the newest last. */
  values: readonly string[];
}

/** By the function: wherever it is registered, it stands for the same account. */
const histories = new WeakMap<ReadSecret, SecretHistory>();

/**
 * A scheme whose secret is read from a function.
 *
 * @param option the secret's name, for messages.
 * @param schemeOf the scheme with the secret as text.
 */
export function schemeOfChangingSecret(
  option: string,
  read: ReadSecret,
  schemeOf: (secret: string) => TokenScheme,
): TokenScheme {
  const history = histories.get(read) ?? { id: randomUUID(), values: [] };
  histories.set(read, history);
  const anyAccount = schemeOf(history.id);
  const secretsOf = (scheme: TokenScheme) => () => [...(scheme.secrets?.() ?? []), ...history.values];
  const current = async () => {
    const secret = await readText(option, read);
    const others = history.values.filter((value) => value !== secret.trim());
    history.values = [...others, secret.trim()].slice(-MOST_REMEMBERED);
    const scheme = schemeOf(secret);
    return Object.freeze<TokenScheme>({ ...scheme, secrets: secretsOf(scheme) });
  };
  return Object.freeze<TokenScheme>({
    ...anyAccount,
    hasRandomCredential: true,
    secrets: secretsOf(anyAccount),
    current,
    obtain: async (exchange) => (await current()).obtain(exchange),
  });
}

/** What the function throws may hold the secret: only the kind of error is told. */
async function readText(option: string, read: ReadSecret): Promise<string> {
  let secret: unknown;
  try {
    secret = await read();
  } catch (error) {
    throw unreadable(`The function given as ${option} failed (${describeForeignError(error)}).`);
  }
  if (typeof secret === 'string' && secret.trim() !== '') return secret;
  throw unreadable(`The function given as ${option} gave no text, or a blank one.`);
}

function unreadable(message: string): TokenFailure {
  return new TokenFailure(message, { kind: 'temporary', reason: 'scheme-failed' });
}
