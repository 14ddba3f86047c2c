import { inspect } from 'node:util';
import { secretsIn, wantedSecrets, type SecretForm, type WantedSecret } from './secret-forms.js';

/** Where a secret showed up. Never holds the secret itself. */
export interface SecretFinding {
  /**
   * The way to it, e.g. `string`, `inspect`, `json`, `stack`, `cause.message`, `errors[0].config.headers`.
   */
  readonly where: string;
  /** Which secret: its name, or its position when an array was given. */
  readonly secret: string | number;
  /** How it was written there. */
  readonly form: SecretForm;
}

/** The secrets to look for, as a list or with names. */
export type Secrets = readonly string[] | Readonly<Record<string, string>>;

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
  const search = new Search(wantedSecrets(secrets));
  search.visit(value, '', 0);
  return search.findings;
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

class Search {
  readonly findings: SecretFinding[] = [];
  readonly #wanted: readonly WantedSecret[];
  readonly #seen = new Set<object>();

  constructor(wanted: readonly WantedSecret[]) {
    this.#wanted = wanted;
  }

  visit(value: unknown, path: string, depth: number): void {
    if (typeof value === 'string') {
      this.#look(value, path || 'string');
    } else if (typeof value === 'symbol' || typeof value === 'function') {
      this.#look(String(value), path || 'string');
    } else if (typeof value === 'object' && value !== null) {
      this.#visitObject(value, path, depth);
    }
  }

  #visitObject(value: object, path: string, depth: number): void {
    if (depth > MAX_DEPTH || this.#seen.has(value) || this.#seen.size > MAX_OBJECTS) return;
    this.#seen.add(value);
    if (value instanceof Uint8Array) {
      this.#look(Buffer.from(value).toString('latin1'), path || 'bytes');
      return;
    }
    // The whole value, and each error in the chain, as a logger would print it.
    if (depth === 0 || isErrorLike(value)) this.#lookAtPrintouts(value, path);
    this.#visitProperties(value, path, depth);
    this.#visitEntries(value, path, depth);
  }

  #lookAtPrintouts(value: object, path: string): void {
    this.#look(
      attempt(() => textOf(value)),
      join(path, 'string'),
    );
    this.#look(
      attempt(() => inspectDeeply(value)),
      join(path, 'inspect'),
    );
    this.#look(
      attempt(() => jsonOf(value)),
      join(path, 'json'),
    );
    // Some errors (DOMException) keep these on the prototype, where the walk over own properties does not look.
    for (const name of ['message', 'stack'] as const) {
      const text = attempt(() => (value as { message?: unknown; stack?: unknown })[name]);
      if (typeof text === 'string') this.#look(text, join(path, name));
    }
  }

  #visitProperties(value: object, path: string, depth: number): void {
    for (const key of Reflect.ownKeys(value)) {
      const descriptor = attempt(() => Reflect.getOwnPropertyDescriptor(value, key));
      const place = join(path, this.#safeKey(key, path), Array.isArray(value));
      // Getters are not called: they may have effects.
      if (descriptor && 'value' in descriptor) this.visit(descriptor.value, place, depth + 1);
    }
  }

  #visitEntries(value: object, path: string, depth: number): void {
    if (value instanceof Map) {
      for (const [key, item] of value as Map<unknown, unknown>) {
        this.visit(key, join(path, '(map key)'), depth + 1);
        this.visit(item, join(path, '(map value)'), depth + 1);
      }
    } else if (value instanceof Set) {
      for (const item of value as Set<unknown>) this.visit(item, join(path, '(set item)'), depth + 1);
    }
  }

  /** A property name may itself be a secret, and must then not appear in the path. */
  #safeKey(key: string | symbol, path: string): string {
    const text = String(key);
    return this.#look(text, join(path, '(property name)')) ? '(secret name)' : text;
  }

  #look(text: unknown, where: string): boolean {
    if (typeof text !== 'string') return false;
    const found = secretsIn(text, this.#wanted);
    for (const [{ name }, form] of found) {
      const known = this.findings.some((finding) => finding.where === where && finding.secret === name);
      if (!known) this.findings.push({ where, secret: name, form });
    }
    return found.length > 0;
  }
}

function isErrorLike(value: object): boolean {
  // Not instanceof: errors made by Node are foreign to the realm a test runner makes.
  return attempt(() => 'message' in value && 'stack' in value) === true;
}

function textOf(value: object): string {
  // eslint-disable-next-line @typescript-eslint/no-base-to-string -- a careless log line does just this
  return String(value);
}

function inspectDeeply(value: object): string {
  return inspect(value, {
    depth: MAX_DEPTH,
    showHidden: true,
    getters: false,
    maxArrayLength: Infinity,
    maxStringLength: Infinity,
    breakLength: Infinity,
  });
}

/** JSON as a logger writes it: a cycle is cut, the rest stays. */
function jsonOf(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
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
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function join(path: string, key: string, inArray = false): string {
  if (inArray && /^\d+$/.test(key)) return `${path}[${key}]`;
  return path === '' ? key : `${path}.${key}`;
}
