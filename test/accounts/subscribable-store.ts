import type { Clock, TokenAccount, TokenNews } from 'nestjs-nova-post';
import { MemoryTokenStore } from '../../src/token/memory-token-store.js';

/** A store of this process that can be subscribed to, as a shared one can. */
export class SubscribableStore extends MemoryTokenStore {
  reads = 0;
  readonly listeners = new Set<(news: TokenNews) => void>();

  constructor(clock: Clock) {
    super(clock);
  }

  override read(account: TokenAccount) {
    this.reads += 1;
    return super.read(account);
  }

  subscribe(_account: TokenAccount, onNews: (news: TokenNews) => void): () => void {
    this.listeners.add(onNews);
    return () => this.listeners.delete(onNews);
  }
}
