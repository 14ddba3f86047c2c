import { inputError } from './input-error.js';

/**
 * Puts values into the `{places}` of a path, each encoded as one segment.
 *
 * @throws NovaPostValidationError for a value that would name another resource: an empty one, `.` and `..`.
 */
export function fillPath(route: string, values: Readonly<Record<string, unknown>> = {}): string {
  const path = route.slice(route.indexOf(' ') + 1);
  return path.replace(/\{(\w+)\}/g, (_place, name: string) => {
    const value = values[name];
    const usable = typeof value === 'string' || Number.isSafeInteger(value);
    const text = usable ? String(value).trim() : '';
    if (text === '' || text === '.' || text === '..') {
      throw inputError(route, { [name]: ['must be an id or a number, and not empty'] });
    }
    return encodeURIComponent(text);
  });
}
