import { inspect } from 'node:util';

/** Where a secret showed up. Never holds the secret itself. */
export interface SecretFinding {
  /**
   * The way to it, e.g. `string`, `inspect`, `json`, `stack`, `cause.message`, `errors[0].config.headers`.
   */
  readonly where: string;
  /** Which secret: its name, or its position when an array was given. */
  readonly secret: string | number;
  /** How it was written there. */
  readonly form: 'plain' | 'url-encoded' | 'base64' | 'escaped';
}

/** The secrets to look for, as a list or with names. */
export type Secrets = readonly string[] | Readonly<Record<string, string>>;

/** One way to write a secret. */
type WantedForm = Omit<SecretFinding, 'where'> & { readonly text: string };

const MIN_LENGTH = 6;
const MAX_DEPTH = 10;
/** A socket or an application hangs on many a value; this many objects are enough to find a leak. */
const MAX_OBJECTS = 50_000;

/**
 * Looks for secrets in everything a logger could print of a value: `String(value)`, `util.inspect` (depth 10,
 * hidden properties too), JSON, message and stack, every own property without calling getters, Map and Set
 * entries, bytes, the `cause` chain and the `errors` of an AggregateError. Finds them plain, URL-encoded,
 * escaped and in base64 (inside a longer base64 text too).
 *
 * ```ts
 * const error = await client.get('divisions').catch((e: unknown) => e);
 * expect(findSecrets(error, { apiKey, token })).toEqual([]);          // jest, vitest
 * assert.deepEqual(findSecrets(error, { apiKey, token }), []);        // node:assert
 * ```
 *
 * @param value anything: an error, a log line, an array of log lines
 * @param secrets texts of at least 6 characters; a shorter one throws a `TypeError`
 */
export function findSecrets(value: unknown, secrets: Secrets): SecretFinding[] {
  const wanted = Object.entries(secrets).flatMap(([name, secret]) =>
    formsOf(Array.isArray(secrets) ? Number(name) : name, secret),
  );
  const findings = new Map<string, SecretFinding>();
  const isSecret = (text: string): boolean => wanted.some((one) => text.includes(one.text));
  for (const [where, text] of textsOf(value, { path: '', depth: 0, seen: new Set(), isSecret })) {
    for (const { secret, form } of wanted.filter((one) => text.includes(one.text))) {
      const key = `${String(secret)} ${where}`;
      if (!findings.has(key)) findings.set(key, { where, secret, form });
    }
  }
  return [...findings.values()];
}

/**
 * Throws an `Error` that names every place a secret was found in, and none of the secrets.
 *
 * ```ts
 * it('keeps the key out of errors', async () => {
 *   expectNoSecrets(await failingCall().catch((e: unknown) => e), { apiKey, token });
 * });
 * ```
 */
export function expectNoSecrets(value: unknown, secrets: Secrets): void {
  const findings = findSecrets(value, secrets);
  if (findings.length === 0) return;
  const places = findings.map(
    ({ secret, where, form }) => `  secret ${String(secret)} in ${where} (${form})`,
  );
  throw new Error(
    `Secrets can be seen from outside:\n${places.join('\n')}\nKeep them out of what is stored there.`,
  );
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly seen: Set<object>;
  /** A property name may itself be a secret, and must then not appear in a path. */
  readonly isSecret: (text: string) => boolean;
}

/** Every text of a value, each with the way to it. */
function* textsOf(value: unknown, place: Place): Generator<[where: string, text: string]> {
  const { path, depth, seen, isSecret } = place;
  const into = (key: string): Place => ({ ...place, path: join(path, key), depth: depth + 1 });
  if (['string', 'symbol', 'function'].includes(typeof value)) yield [path || 'string', String(value)];
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_DEPTH || seen.has(value) || seen.size > MAX_OBJECTS) return;
  seen.add(value);
  if (value instanceof Uint8Array) {
    yield [path || 'bytes', Buffer.from(value).toString('latin1')];
    return;
  }
  // The whole value, and each error in the chain, as a logger would print it. Not instanceof: errors made by
  // Node are foreign to the realm a test runner makes.
  if (depth === 0 || attempt(() => 'message' in value && 'stack' in value) === true) {
    for (const [name, print] of Object.entries(PRINTS)) {
      const text = attempt(() => print(value));
      if (typeof text === 'string') yield [join(path, name), text];
    }
  }
  for (const key of Reflect.ownKeys(value)) {
    const name = String(key);
    yield [join(path, '(property name)'), name];
    const inArray = Array.isArray(value) && /^\d+$/.test(name);
    const descriptor = attempt(() => Reflect.getOwnPropertyDescriptor(value, key));
    // Getters are not called: they may have effects.
    if (descriptor && 'value' in descriptor)
      yield* textsOf(descriptor.value, into(inArray ? `[${name}]` : isSecret(name) ? '(secret name)' : name));
  }
  if (value instanceof Map) {
    for (const [key, item] of value as Map<unknown, unknown>) {
      yield* textsOf(key, into('(map key)'));
      yield* textsOf(item, into('(map value)'));
    }
  }
  if (value instanceof Set) for (const item of value) yield* textsOf(item, into('(set item)'));
}

function join(path: string, key: string): string {
  return path === '' || key.startsWith('[') ? path + key : `${path}.${key}`;
}

/** Some errors (DOMException) keep message and stack on the prototype, where own properties do not show them. */
const PRINTS: Readonly<Record<string, (value: object) => unknown>> = {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a careless log line does just this
  string: (value) => String(value),
  inspect: (value) =>
    inspect(value, {
      ...{ depth: MAX_DEPTH, showHidden: true, getters: false },
      ...{ maxArrayLength: Infinity, maxStringLength: Infinity, breakLength: Infinity },
    }),
  json: jsonOf,
  message: (value) => (value as { message?: unknown }).message,
  stack: (value) => (value as { stack?: unknown }).stack,
};

/** JSON as a logger writes it: a cycle is cut, the rest stays. */
function jsonOf(value: object): string {
  const above: unknown[] = [];
  return JSON.stringify(value, function (this: unknown, _key, item: unknown) {
    while (above.length > 0 && above.at(-1) !== this) above.pop();
    if (typeof item === 'bigint') return String(item);
    if (typeof item !== 'object' || item === null) return item;
    if (above.includes(item)) return '[circular]';
    above.push(item);
    return item;
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/** The ways to write a secret. Throws a `TypeError`, without the secret, when it is too short to search for. */
function formsOf(name: string | number, secret: unknown): WantedForm[] {
  if (typeof secret !== 'string' || secret.length < MIN_LENGTH) {
    throw new TypeError(
      `Secret ${String(name)} is not a text of at least ${String(MIN_LENGTH)} characters. Shorter ones are found ` +
        'by chance; use a canary such as canary-api-key-1a2b3c4d.',
    );
  }
  const encoded = encodeURIComponent(secret);
  const lowerCase = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const texts: Readonly<Record<SecretFinding['form'], readonly string[]>> = {
    plain: [secret],
    'url-encoded': [encoded, lowerCase, new URLSearchParams({ s: secret }).toString().slice(2)],
    escaped: [JSON.stringify(secret).slice(1, -1), inspect(secret).slice(1, -1)],
    base64: [0, 1, 2].flatMap((before) => base64Texts(secret, before)),
  };
  return (Object.keys(texts) as SecretFinding['form'][]).flatMap((form) =>
    texts[form].filter(({ length }) => length >= MIN_LENGTH).map((text) => ({ secret: name, form, text })),
  );
}

/**
 * Base64 writes three bytes as four characters, so a secret inside a longer text (`user:secret` in a Basic
 * header) looks different for each of the three places it can start at. The characters at its ends depend on
 * the neighbours and are left out.
 */
function base64Texts(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, 'utf8')]);
  const [from, to] = [before === 0 ? 0 : 4, Math.floor(bytes.length / 3) * 4];
  return [bytes.toString('base64').slice(from, to), bytes.toString('base64url').slice(from, to)];
}
