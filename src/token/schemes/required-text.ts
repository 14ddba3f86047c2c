import { NovaPostConfigError } from '../../nova-post.errors.js';

/** Checks the texts a scheme cannot do without. Names the option, never its value. */
export function requireTexts(scheme: string, options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (typeof value === 'string' && value.trim() !== '') continue;
    throw new NovaPostConfigError(`${scheme}: ${name} is missing or blank.`, [name]);
  }
}
