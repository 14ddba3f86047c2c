/** When the account was last used, so that what is done ahead of time can pause. */
export interface UseTracker {
  markUsed(): void;
  /** The account counts as used until the work has ended. */
  trackUse<T>(work: Promise<T>): Promise<T>;
  isIdleSince(monotonicMs: number): boolean;
}
