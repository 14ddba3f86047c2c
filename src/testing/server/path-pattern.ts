/**
 * Compares a path with a template and gives the values of its `{places}`, or `undefined` when it does not
 * fit.
 */
export type PathMatcher = (path: string) => Record<string, string> | undefined;

/** `/shipments/{id}` fits `/shipments/17` with `{ id: '17' }`. A slash at the end of a path is ignored. */
export function pathMatcher(template: string): PathMatcher {
  const wanted = template.split('/');
  return (path) => {
    const given = withoutTrailingSlash(path).split('/');
    if (given.length !== wanted.length) return undefined;
    const params: Record<string, string> = {};
    for (const [index, want] of wanted.entries()) {
      const have = given[index] ?? '';
      const name = /^\{(\w+)\}$/.exec(want)?.[1];
      if (name === undefined) {
        if (want !== have) return undefined;
      } else {
        if (have === '') return undefined;
        params[name] = decoded(have);
      }
    }
    return params;
  };
}

function withoutTrailingSlash(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
