import { inspect } from 'node:util';

/** How a secret was written where it was found. */
export type SecretForm = 'plain' | 'url-encoded' | 'base64' | 'escaped';

/** A secret and everything it may look like. */
export interface WantedSecret {
  /** Its name, or its position in the list. */
  name: string | number;
  forms: readonly { form: SecretForm; text: string }[];
}

const MIN_LENGTH = 6;

/**
 * Prepares secrets for searching. Throws a `TypeError`, without the secret, when one is too short to be
 * searched for.
 */
export function wantedSecrets(secrets: readonly string[] | Readonly<Record<string, string>>): WantedSecret[] {
  const named: [string | number, string][] = Array.isArray(secrets)
    ? [...(secrets as readonly string[]).entries()]
    : Object.entries(secrets);
  return named.map(([name, secret]) => {
    if (typeof secret !== 'string' || secret.length < MIN_LENGTH) {
      throw new TypeError(
        `Secret ${String(name)} is not a text of at least ${String(MIN_LENGTH)} characters. Shorter ones are found ` +
          'by chance; use a canary such as canary-api-key-1a2b3c4d.',
      );
    }
    return { name, forms: formsOf(secret) };
  });
}

/** The first form in which each secret occurs in a text. */
export function secretsIn(text: string, wanted: readonly WantedSecret[]): [WantedSecret, SecretForm][] {
  const found: [WantedSecret, SecretForm][] = [];
  for (const secret of wanted) {
    const hit = secret.forms.find((form) => text.includes(form.text));
    if (hit) found.push([secret, hit.form]);
  }
  return found;
}

function formsOf(secret: string): WantedSecret['forms'] {
  const encoded = encodeURIComponent(secret);
  const all: { form: SecretForm; text: string }[] = [
    { form: 'plain', text: secret },
    { form: 'url-encoded', text: encoded },
    { form: 'url-encoded', text: encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()) },
    { form: 'url-encoded', text: new URLSearchParams({ s: secret }).toString().slice(2) },
    { form: 'escaped', text: JSON.stringify(secret).slice(1, -1) },
    { form: 'escaped', text: inspect(secret).slice(1, -1) },
    ...[0, 1, 2].flatMap((before) => base64Forms(secret, before)),
  ];
  return all.filter(({ text }) => text.length >= MIN_LENGTH);
}

/**
 * Base64 writes three bytes as four characters, so a secret inside a longer text (`user:secret` in a Basic
 * header) looks different for each of the three places it can start at. The characters at its ends depend on
 * the neighbours and are left out.
 */
function base64Forms(secret: string, before: number): { form: SecretForm; text: string }[] {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret, 'utf8')]);
  const from = before === 0 ? 0 : 4;
  const to = Math.floor(bytes.length / 3) * 4;
  return (['base64', 'base64url'] as const).map((encoding) => ({
    form: 'base64',
    text: bytes.toString(encoding).slice(from, to),
  }));
}
