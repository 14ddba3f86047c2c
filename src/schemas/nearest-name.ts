/** How alike two names must be, from 0 to 1, to be taken for each other. */
const ALIKE = 0.4;

/** The name that was probably meant, or `undefined` when none is near. */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const likeness = (name: string): number => shareOfPairs(plain(given), plain(name));
  const [nearest] = [...names].sort((a, b) => likeness(b) - likeness(a));
  return nearest !== undefined && likeness(nearest) >= ALIKE ? nearest : undefined;
}

/** `client_order` and `clientorder` are `clientOrder`, only written another way. */
function plain(name: string): string {
  return name.replaceAll(/[_\-[\]]/g, '').toLowerCase();
}

/** Which share of their pairs of neighbouring letters two texts have in common. */
function shareOfPairs(one: string, other: string): number {
  const pairsOf = (text: string): string[] =>
    text.match(/(?=(..))/g)?.map((_, at) => text.slice(at, at + 2)) ?? [];
  const [pairs, left] = [pairsOf(one), pairsOf(other)];
  const total = pairs.length + left.length;
  const common = pairs.filter((pair) => left.includes(pair) && left.splice(left.indexOf(pair), 1));
  return one === other ? 1 : (2 * common.length) / total;
}
