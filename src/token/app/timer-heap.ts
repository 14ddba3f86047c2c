/** What a {@link TimerHeap} keeps in order. */
export interface HeapEntry {
  atMs: number;
  /** In the heap; −1 outside. */
  index: number;
}

/** A binary heap, the earliest entry first. */
export class TimerHeap<Entry extends HeapEntry> {
  readonly #entries: Entry[] = [];

  get size(): number {
    return this.#entries.length;
  }

  get first(): Entry | undefined {
    return this.#entries[0];
  }

  add(entry: Entry): void {
    this.#put(entry, this.#entries.length);
    this.#rise(entry);
  }

  remove(entry: Entry): void {
    const { index } = entry;
    const last = this.#entries.pop();
    entry.index = -1;
    if (last !== undefined && last !== entry) {
      this.#put(last, index);
      this.#rise(last);
      this.#sink(last);
    }
    // `pop` alone keeps the memory of a large array.
    if (this.#entries.length === 0) this.#entries.length = 0;
  }

  #put(entry: Entry, index: number): void {
    this.#entries[index] = entry;
    entry.index = index;
  }

  #rise(entry: Entry): void {
    for (;;) {
      const above = entry.index === 0 ? undefined : this.#entries[(entry.index - 1) >> 1];
      if (above === undefined || above.atMs <= entry.atMs) return;
      this.#swap(entry, above);
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#entries[2 * entry.index + 1];
      const right = this.#entries[2 * entry.index + 2];
      const sooner = right === undefined || (left !== undefined && left.atMs <= right.atMs) ? left : right;
      if (sooner === undefined || sooner.atMs >= entry.atMs) return;
      this.#swap(entry, sooner);
    }
  }

  #swap(one: Entry, other: Entry): void {
    const { index } = one;
    this.#put(one, other.index);
    this.#put(other, index);
  }
}
