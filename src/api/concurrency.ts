import { inputError } from './input-error.js';

const DEFAULT_CONCURRENCY = 4;
const HIGHEST_CONCURRENCY = 32;

/** @throws NovaPostValidationError when it is not a whole number from 1 to 32. */
export function checkedConcurrency(route: string, concurrency = DEFAULT_CONCURRENCY): number {
  if (Number.isInteger(concurrency) && concurrency >= 1 && concurrency <= HIGHEST_CONCURRENCY) {
    return concurrency;
  }
  throw inputError(route, {
    concurrency: [`must be a whole number from 1 to ${String(HIGHEST_CONCURRENCY)}`],
  });
}
