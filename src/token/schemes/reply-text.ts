import { redactText } from '../../redact.js';
import type { TokenRequest } from './token-scheme.js';

const LONGEST = 200;

/** Fields whose texts must not be quoted, wherever else the server repeats them. */
const SECRET_FIELD = /token|jwt|secret|password|key$/i;
/** One word; shorter ones are such as the token_type "bearer". */
const SECRET_TEXT = /^\S{8,}$/;

/** A token that is not known here, such as another account's. */
const JWT = /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g;

/** Fields in which servers say what is wrong, in order of preference. */
const TEXT_FIELDS = ['message', 'error_description', 'detail', 'error', 'errorMessage', 'title', 'errors'];

/**
 * What a server says is wrong, fit for a message: secrets redacted, on one line, and only then cut.
 *
 * @param said a text, or the parsed body to find it in.
 */
export function quote(said: unknown, secrets: readonly string[]): string | undefined {
  const text = typeof said === 'string' ? said : findText(said, 0);
  if (text === undefined) return undefined;
  const shown = redactText(text, secrets).replace(JWT, '[redacted]').replace(/\s+/g, ' ').trim();
  if (shown === '') return undefined;
  return (shown.length > LONGEST ? `${shown.slice(0, LONGEST)}…` : shown).replace(/\.$/, '');
}

function findText(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value.trim() === '' || depth === 0 ? undefined : value;
  if (typeof value !== 'object' || value === null || depth > 3) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  const known = TEXT_FIELDS.map((name) => fields[name]);
  const inner = depth === 0 ? known : [...known, ...Object.values(fields)];
  for (const candidate of inner) {
    const text = findText(candidate, depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Everything secret that a token request sends; a server may repeat it. */
export function secretsOfRequest({ params = {}, body, headers = {} }: TokenRequest): string[] {
  const sent = Object.entries(headers).map(([, value]) => value.replace(/^(?:bearer|basic) /i, ''));
  return [...Object.values(params), ...textsIn(body, (name) => name !== 'grant_type', 0), ...sent];
}

/** The tokens in a reply, also in one that is an error. */
export function secretsInReply(body: unknown): string[] {
  return textsIn(body, (name, text) => SECRET_FIELD.test(name) && SECRET_TEXT.test(text), 0);
}

function textsIn(value: unknown, isWanted: (name: string, text: string) => boolean, depth: number): string[] {
  if (typeof value !== 'object' || value === null || depth > 3) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === 'string') return isWanted(name, inner) ? [inner] : [];
    return textsIn(inner, isWanted, depth + 1);
  });
}
