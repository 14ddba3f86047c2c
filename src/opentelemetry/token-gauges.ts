import type { Meter } from '@opentelemetry/api';
import { timeLeftMs, type ConfigurableTokenService } from '../token/configurable-token.service.js';
import type { TokenPhase } from '../token/token-status.js';

/** Later than any token ends; what never ends has no end to show. */
const LONGEST_LIFE_S = 100 * 365 * 86_400;

const STATES: readonly TokenPhase[] = ['empty', 'fresh', 'degraded', 'expired', 'refused'];

export interface ObservedTokens {
  /** Registered accounts, by what an operator calls them. */
  registered(): Iterable<readonly [label: string, tokens: ConfigurableTokenService]>;
  /** Accounts of `NovaPostAccounts`. There may be thousands, so that they are counted and not named. */
  onDemand(): Iterable<ConfigurableTokenService>;
}

/** Shows what token services know at the time of a collection. Gives what ends it. */
export function observeTokens(meter: Meter, tokens: ObservedTokens): () => void {
  const expiry = meter.createObservableGauge('nova_post.token.time_to_expiry', {
    unit: 's',
    description: 'Time until the token in force ends; 0 when it has ended',
  });
  const state = meter.createObservableGauge('nova_post.token.state', {
    description: '1 for the state that the token is in, 0 for the others',
  });
  const live = meter.createObservableGauge('nova_post.token.live', {
    unit: '{token}',
    description: 'Tokens of the account that have not ended, those of all processes when they share a store',
  });
  const store = meter.createObservableGauge('nova_post.token.store.up', {
    description: '1 when the token store answers, 0 when it does not',
  });
  const open = meter.createObservableGauge('nova_post.accounts.open', {
    unit: '{account}',
    description: 'Accounts of NovaPostAccounts, by the state of their token',
  });
  const observe: Parameters<Meter['addBatchObservableCallback']>[0] = (result) => {
    for (const [account, service] of tokens.registered()) {
      const status = service.status();
      const attributes = { 'nova_post.account': account };
      const leftS = timeLeftMs(service, status) / 1000;
      if (leftS < LONGEST_LIFE_S) result.observe(expiry, Math.max(0, leftS), attributes);
      for (const one of STATES) {
        const value = one === status.state ? 1 : 0;
        result.observe(state, value, { ...attributes, 'nova_post.token.state': one });
      }
      result.observe(live, status.liveSessions, attributes);
      result.observe(store, status.store === 'up' ? 1 : 0, attributes);
    }
    const phases = [...tokens.onDemand()].map((service) => service.status().state);
    // The SDK shows the last value of what is not observed any more, so that each state is.
    for (const one of STATES) {
      const count = phases.filter((phase) => phase === one).length;
      result.observe(open, count, { 'nova_post.token.state': one });
    }
  };
  const observables = [expiry, state, live, store, open];
  meter.addBatchObservableCallback(observe, observables);
  return () => meter.removeBatchObservableCallback(observe, observables);
}
