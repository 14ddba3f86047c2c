/** Names that begin alike in this many letters are taken for each other when nothing is nearer. */
const TELLING_BEGINNING = 4;

/** The name somebody may have meant, or `undefined` when none is near. */
export function closestName(given: string, names: readonly string[]): string | undefined {
  const wanted = plain(given);
  // One slip in three letters, so that short names do not resemble each other by accident.
  const slips = Math.max(1, Math.floor(wanted.length / 3));
  const nearest = best(names, (name) => -editDistance(wanted, plain(name)));
  if (nearest && -nearest.score <= slips) return nearest.name;
  const alike = best(names, (name) => sharedBeginning(wanted, plain(name)));
  return alike && alike.score >= TELLING_BEGINNING ? alike.name : undefined;
}

/** The first of the names with the highest score. */
function best(names: readonly string[], scoreOf: (name: string) => number) {
  let found: { name: string; score: number } | undefined;
  for (const name of names) {
    const score = scoreOf(name);
    if (!found || score > found.score) found = { name, score };
  }
  return found;
}

function sharedBeginning(name: string, other: string): number {
  let length = 0;
  while (length < name.length && name[length] === other[length]) length += 1;
  return length;
}

/** `client_order` and `clientorder` are `clientOrder`, only written another way. */
function plain(name: string): string {
  return name.replaceAll(/[_\-[\]]/g, '').toLowerCase();
}

/** How many letters have to be put in, left out, changed or swapped with their neighbour. */
function editDistance(from: string, to: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const changed = from[row - 1] === to[column - 1] ? 0 : 1;
      let least = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + changed,
      );
      const swapped =
        row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped) least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[to.length] ?? 0;
}
