import type { ResolvedNovaPostOptions } from '../nova-post.options.js';
import { TimeoutTokenStore } from './shared/timeout-token-store.js';
import { AccountIdentity } from '../account-identity.js';

/** Takes an account's token out of the shared store, so that no process goes on with it. Best effort. */
export async function forgetStoredToken(options: ResolvedNovaPostOptions): Promise<void> {
  const { tokenStore, clock, scheme, baseURL } = options;
  if (tokenStore === undefined) return;
  const store = new TimeoutTokenStore(tokenStore, clock, ignore);
  const account = new AccountIdentity(scheme.name, baseURL, scheme.credential());
  try {
    const stored = await store.read(account);
    if (stored !== undefined) await store.forget(account, stored.record.generation);
  } catch {
    // The store does not answer; what it holds ends with the token's life.
  }
}

function ignore(): void {
  // Only the account's own service tells how the store is.
}
