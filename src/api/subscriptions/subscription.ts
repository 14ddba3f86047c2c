import type { Subscriber } from '../contract/contract.generated.js';

type LegacyField =
  | 'is_active'
  | 'event_types'
  | 'send_warnings'
  | 'warning_email'
  | 'company_tins'
  | 'created_at'
  | 'updated_at'
  | 'secret_token';

/**
 * A webhook subscription. The API gives fields in camel case or in its older snake case, sometimes both; here
 * they are in camel case, those unknown to the contract included.
 *
 * `secretToken` is the secret that proves a webhook call genuine: do not log a subscription as a whole.
 */
export interface Subscription extends Omit<Subscriber, LegacyField> {
  /** Header that carries `secretToken`. */
  readonly secretTokenHeaderName?: string;
}

/** The current spelling wins where both come with a value. */
export function subscriptionOf(answer: Subscriber): Subscription {
  const entries = Object.entries(answer);
  const current = Object.fromEntries(entries.filter(([name]) => camelCase(name) === name));
  for (const [name, value] of entries) current[camelCase(name)] ??= value;
  return current as unknown as Subscription;
}

function camelCase(name: string): string {
  return name.replace(/(?<=[a-z\d])_([a-z\d])/g, (_match, letter: string) => letter.toUpperCase());
}
