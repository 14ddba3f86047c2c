import { isRefusal, withBatch, type PartlyTracked, type TrackingBatch } from './failed-batch.js';
import type { Arranged } from './tracking-batches.js';
import type { Tracked } from './tracking-query.js';

/**
 * Enough to find one bad number among a hundred by halves; a request that is wrong as a whole is not asked
 * about for ever.
 */
const MOST_PARTS = 16;

type Arrange<Item> = (batch: TrackingBatch, items: readonly Item[]) => Arranged<Item>;

/**
 * Asks for a batch. When the API refuses it for something that it names, its halves are asked, down to what
 * is at fault.
 *
 * @throws every other error, with the batch.
 */
export async function askInParts<Item>(
  whole: TrackingBatch,
  ask: (batch: TrackingBatch) => Promise<readonly Item[]>,
  arrange: Arrange<Item>,
): Promise<Tracked<Item>> {
  let parts = 0;
  const askFor = async (batch: TrackingBatch): Promise<Tracked<Item>> => {
    try {
      return { ...arrange(batch, await ask(batch)), refused: [] };
    } catch (error) {
      const told = withBatch(error, whole);
      const names = namesIn(batch);
      if (!isRefusal(told)) throw told;
      if (names.length === 1 || parts >= MOST_PARTS) {
        return { items: [], missing: [], refused: names.map((name) => ({ name, error: told })) };
      }
      parts += 2;
      const half = Math.ceil(names.length / 2);
      const first = await askFor(partOf(batch, 0, half));
      return joined([first, await askFor(partOf(batch, half))]);
    }
  };
  return askFor(whole);
}

/** All that was found, in the order of the batches. */
export function gather<Item>(
  batches: readonly TrackingBatch[],
  found: ReadonlyMap<TrackingBatch, Tracked<Item>>,
): Tracked<Item> {
  return joined(batches.flatMap((batch) => found.get(batch) ?? []));
}

/** The batches of which nothing was heard. */
export function unanswered(
  batches: readonly TrackingBatch[],
  found: ReadonlyMap<TrackingBatch, unknown>,
): PartlyTracked<unknown>['unanswered'] {
  const open = batches.filter((batch) => !found.has(batch));
  return {
    numbers: open.flatMap((batch) => ('numbers' in batch ? batch.numbers : [])),
    ids: open.flatMap((batch) => ('ids' in batch ? batch.ids : [])),
  };
}

export function namesIn(batch: TrackingBatch): readonly string[] {
  return 'numbers' in batch ? batch.numbers : batch.ids;
}

function partOf(batch: TrackingBatch, from: number, to?: number): TrackingBatch {
  const names = namesIn(batch).slice(from, to);
  return 'numbers' in batch ? { numbers: names } : { ids: names };
}

function joined<Item>(parts: readonly Tracked<Item>[]): Tracked<Item> {
  return {
    items: [...new Set(parts.flatMap(({ items }) => items))],
    missing: parts.flatMap(({ missing }) => missing),
    refused: parts.flatMap(({ refused }) => refused),
  };
}
