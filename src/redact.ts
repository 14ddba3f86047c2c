const REDACTED = '[redacted]';

/** Errors are not nested deeper than this, and deeper recursion would end in a RangeError. */
const DEEPEST = 100;

/** A text may be escaped within a text that is escaped itself: a form within JSON within JSON. */
const DEEPEST_ESCAPE = 3;

/** Shorter secrets are looked for as whole words only: a user "a" would take the letter out of every word. */
const SHORTEST_PART = 4;

/** Shorter base64 is found by chance. */
const SHORTEST_BASE64 = 6;

/** Escapes of JSON, JavaScript, URLs and HTML; several units of \u together may be one character. */
const ESCAPES =
  /(?:\\+u[\da-f]{4})+|\\+x[\da-f]{2}|\\+[^]|(?:%[\da-f]{2})+|&(?:#x[\da-f]{1,6}|#\d{1,7}|quot|apos|amp|lt|gt);/gi;
const CONTROL_ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", amp: '&', lt: '<', gt: '>' };

/**
 * The value with every occurrence of a secret replaced, should a server have repeated one: as text, escaped wholly or in
 * part as JSON, a URL or HTML do, or in base64. Bytes that hold one become text; what is nested too deep to look through
 * is replaced as a whole. What is quoted of an answer is redacted first and cut then: a cut would hide half a secret from
 * this search, and show the other half.
 */
export function redact(value: unknown, secrets: readonly string[]): unknown {
  const needles = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))];
  return needles.length === 0 ? value : redactValue(value, needles, 0);
}

/** As {@link redact}, for a text. */
export function redactText(text: string, secrets: readonly string[]): string {
  return redact(text, secrets) as string;
}

function redactValue(value: unknown, needles: readonly string[], depth: number): unknown {
  if (typeof value === 'string') return redactBytes(Buffer.from(value), needles) ?? value;
  if (typeof value === 'number') return redactBytes(Buffer.from(String(value)), needles) ?? value;
  if (value instanceof ArrayBuffer) return redactBytes(Buffer.from(value), needles) ?? value;
  if (Buffer.isBuffer(value)) return redactBytes(value, needles) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (depth === DEEPEST) return REDACTED;
  if (Array.isArray(value)) return value.map((item) => redactValue(item, needles, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      redactValue(key, needles, depth),
      redactValue(inner, needles, depth + 1),
    ]),
  );
}

/** `undefined` when there is nothing to redact. One character is one byte of UTF-8 here, as in URLs. */
function redactBytes(bytes: Buffer, needles: readonly string[]): string | undefined {
  const original = bytes.toString('latin1');
  const found = findAll(original, needles);
  if (found.length === 0) return undefined;
  let text = '';
  let end = 0;
  for (const span of found.sort((a, b) => a.from - b.from)) {
    if (span.from >= end) text += original.slice(end, span.from) + REDACTED;
    end = Math.max(end, span.to);
  }
  return Buffer.from(text + original.slice(end), 'latin1').toString('utf8');
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function findAll(original: string, needles: readonly string[]): Span[] {
  const found: Span[] = [];
  let toOriginal = (span: Span): Span => span;
  let text = original;
  for (let layer = 0; ; layer += 1) {
    const haystack = comparable(text);
    for (const needle of needles) {
      for (let from = haystack.indexOf(needle); from >= 0; from = haystack.indexOf(needle, from + 1)) {
        const to = from + needle.length;
        const isPart = /\w/.test(haystack.charAt(from - 1)) || /\w/.test(haystack.charAt(to));
        if (needle.length >= SHORTEST_PART || !isPart) found.push(toOriginal({ from, to }));
      }
    }
    const decoded = layer < DEEPEST_ESCAPE ? decode(text) : undefined;
    if (decoded === undefined) return found;
    const outer = toOriginal;
    toOriginal = (span) => outer(decoded.toEscaped(span));
    text = decoded.text;
  }
}

/** A text without one layer of escapes, and the way back; `undefined` when there are none. */
function decode(text: string): { text: string; toEscaped: (span: Span) => Span } | undefined {
  const pieces: { at: Span; was: Span }[] = [];
  let shift = 0;
  const decoded = text.replace(ESCAPES, (escape: string, offset: number) => {
    const plain = decodeEscape(escape);
    const from = offset - shift;
    shift += escape.length - plain.length;
    pieces.push({ at: { from, to: from + plain.length }, was: { from: offset, to: offset + escape.length } });
    return plain;
  });
  if (pieces.length === 0) return undefined;
  const toEscaped = ({ from, to }: Span): Span => {
    const first = lastBefore(pieces, from + 1);
    const last = lastBefore(pieces, to);
    return {
      from:
        first === undefined ? from : from < first.at.to ? first.was.from : first.was.to + from - first.at.to,
      to: last === undefined ? to : last.was.to + Math.max(0, to - last.at.to),
    };
  };
  return { text: decoded, toEscaped };
}

/** The last piece that begins before a position. */
function lastBefore<Piece extends { at: Span }>(
  pieces: readonly Piece[],
  position: number,
): Piece | undefined {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.at.from ?? position) < position) low = middle + 1;
    else high = middle;
  }
  return pieces[low - 1];
}

function decodeEscape(escape: string): string {
  if (escape.startsWith('%')) return Buffer.from(escape.replaceAll('%', ''), 'hex').toString('latin1');
  if (escape.startsWith('&')) {
    const name = escape.slice(1, -1).toLowerCase();
    if (!name.startsWith('#')) return ENTITIES[name] ?? escape;
    const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code <= 0x10ffff ? utf8(String.fromCodePoint(code)) : escape;
  }
  const units = [...escape.matchAll(/\\+[ux]([\da-f]{2,4})/gi)].map(([, hex]) => parseInt(hex ?? '', 16));
  if (units.length > 0) return utf8(String.fromCharCode(...units));
  const last = escape.slice(-1);
  return CONTROL_ESCAPES[last] ?? last;
}

/** Upper case and lower case, a plus and a space are the same here: servers write a name in any case. */
function comparable(text: string): string {
  return text.toLowerCase().replaceAll('+', ' ');
}

function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** What a secret may look like once all escapes are undone, and each stage before, should it look escaped itself. */
function formsOf(secret: string): string[] {
  const forms = [utf8(secret)];
  for (let layer = 0; layer < DEEPEST_ESCAPE; layer += 1) {
    const decoded = decode(forms.at(-1) ?? '');
    if (decoded === undefined) break;
    if (decoded.text !== '') forms.push(decoded.text);
  }
  return [...forms, ...[0, 1, 2].flatMap((before) => base64Forms(secret, before))].map(comparable);
}

/**
 * Base64 writes three bytes as four characters, so a secret within a longer text (`user:secret`) looks different for each
 * of the three places it can start at. The characters at its ends depend on its neighbours and are left out.
 */
function base64Forms(secret: string, before: number): string[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, 'utf8')]);
  const to = Math.floor(bytes.length / 3) * 4;
  return (['base64', 'base64url'] as const)
    .map((encoding) => bytes.toString(encoding).slice(before === 0 ? 0 : 4, to))
    .filter((form) => form.length >= SHORTEST_BASE64);
}
