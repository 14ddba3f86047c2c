/**
 * One parameter after another; a quoted value is taken as a whole, so that nothing inside it counts as a
 * parameter.
 */
const PARAMETER = /;\s*([\w!#$%&+^`|~-]+\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;"]*))/g;

/** Most file systems take names of up to this many bytes. */
const LONGEST_NAME_BYTES = 255;

/**
 * Control characters, and those that turn the direction of text: `invoice\u202Efdp.exe` looks like
 * `invoiceexe.pdf`.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * The file name in a `Content-Disposition` header (RFC 6266), fit to be saved under: no folders, no control
 * characters, at most 255 bytes. `filename*` (RFC 5987) goes before `filename`, in which encoded words of RFC
 * 2047 are read. `undefined` when nothing usable is left.
 */
export function fileNameOf(contentDisposition: string | undefined): string | undefined {
  const parameters = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of (contentDisposition ?? '').matchAll(PARAMETER)) {
    const value = quoted === undefined ? plain.trim() : quoted.replace(/\\(["\\])/g, '$1');
    // The first one counts: a second might have been smuggled in.
    if (!parameters.has(name.toLowerCase())) parameters.set(name.toLowerCase(), value);
  }
  return (
    safeName(decodeExtended(parameters.get('filename*'))) ??
    safeName(decodeWords(decodeUtf8(parameters.get('filename'))))
  );
}

/** `UTF-8''%E2%82%AC.pdf`, the form of RFC 5987. */
function decodeExtended(value = ''): string | undefined {
  const [, charset = '', encoded = ''] = /^([\w-]+)'[^']*'(.*)$/.exec(value) ?? [];
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
    if (/^iso-8859-1$/i.test(charset)) return decodeURIComponent(encoded.replace(/%([89a-f])/gi, latin1));
  } catch {
    // Not what it says it is: `filename` may be.
  }
  return undefined;
}

/** `%E9` becomes `%C3%A9`. */
function latin1(_escape: string, firstDigit: string): string {
  const high = Number.parseInt(firstDigit, 16);
  return `%${high < 12 ? 'C2' : 'C3'}%${(high < 12 ? high : high - 4).toString(16)}`;
}

/** Node reads headers byte by byte; many servers write plain UTF-8 into them. */
function decodeUtf8(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** `=?UTF-8?B?…?=`, the form of mail (RFC 2047), which many servers write into this header, too. */
function decodeWords(value = ''): string {
  return value
    .replace(/(\?=)\s+(=\?)/g, '$1$2')
    .replace(/=\?([\w-]+)\?([bq])\?([^?]*)\?=/gi, (word, charset: string, form: string, encoded: string) => {
      const bytes =
        form.toLowerCase() === 'b'
          ? Buffer.from(encoded, 'base64')
          : Buffer.from(encoded.replaceAll('_', ' ').replace(/=([\da-f]{2})/gi, byteOf), 'latin1');
      try {
        return new TextDecoder(charset, { fatal: true }).decode(bytes);
      } catch {
        return word;
      }
    });
}

function byteOf(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16));
}

function safeName(name = ''): string | undefined {
  const last = name.replace(UNPRINTABLE, '').split(/[/\\]/).at(-1)?.trim() ?? '';
  // Cut at the front: the extension is at the end. Sixty characters are 240 bytes at most.
  const cut = Buffer.byteLength(last) <= LONGEST_NAME_BYTES ? last : Array.from(last).slice(-60).join('');
  return /^\.*$/.test(cut) ? undefined : cut;
}
