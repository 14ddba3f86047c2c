export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** The median over the rounds of each round's own ratio, for what else the machine does goes into both. */
export function medianRatio(values, base) {
  return median(values.map((value, round) => value / base[round]));
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** As many of something as there are at a time, until `next` has no more. */
export async function inFlight(count, next) {
  const worker = async () => {
    for (let work = next(); work !== undefined; work = next()) await work;
  };
  await Promise.all(Array.from({ length: count }, worker));
}
