import type { Clock, AccountIdentity, StoreEvent } from 'nestjs-nova-post';
import { MemoryTokenStore } from '../support/memory-token-store.js';

/** A store of this process that can be subscribed to, as a shared one can. */
export class SubscribableStore extends MemoryTokenStore {
  reads = 0;
  readonly listeners = new Set<(news: StoreEvent) => void>();

  constructor(clock: Clock) {
    super(clock);
  }

  override read(account: AccountIdentity) {
    this.reads += 1;
    return super.read(account);
  }

  subscribe(_account: AccountIdentity, onNews: (news: StoreEvent) => void): () => void {
    this.listeners.add(onNews);
    return () => this.listeners.delete(onNews);
  }
}
