/**
 * Puts values into the `{places}` of a path, each encoded as one segment; the rule `identifier` has been over
 * them.
 */
export function fillPath(route: string, values: Readonly<Record<string, unknown>> = {}): string {
  const path = route.slice(route.indexOf(' ') + 1);
  return path.replace(/\{(\w+)\}/g, (_place, name: string) =>
    encodeURIComponent(String(values[name]).trim()),
  );
}
