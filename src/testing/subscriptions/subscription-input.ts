import type { SubscriberCreateInput } from '../../api/contract/contract.generated.js';
import type { SubscriptionSettings } from './subscription-store.js';

type Query = Readonly<Record<string, string | string[]>>;

/** Fields of a subscription as they were sent, whether in the body or in the query. */
export type SentFields = {
  [Name in keyof SubscriberCreateInput]?: SubscriberCreateInput[Name] | undefined;
};

const TEXTS = [
  'type',
  'url',
  'phone',
  'secretToken',
  'secretTokenHeaderName',
  'warningEmail',
] as const satisfies (keyof SubscriberCreateInput)[];
const FLAGS = ['isActive', 'sendWarnings'] as const satisfies (keyof SubscriberCreateInput)[];
const LISTS = ['eventTypes', 'companyTins'] as const satisfies (keyof SubscriberCreateInput)[];

/** The reference has the fields in the query, all clients send a body: both are read, and the body wins. */
export function sentFields(query: Query, body: unknown): SentFields {
  return { ...queryFields(query), ...(body as SentFields | undefined) };
}

function queryFields(query: Query): SentFields {
  const found: Record<string, unknown> = {};
  for (const name of TEXTS) if (query[name] !== undefined) found[name] = last(query[name]);
  for (const name of FLAGS)
    if (query[name] !== undefined) found[name] = ['true', '1'].includes(last(query[name]));
  for (const name of LISTS) {
    const values = [query[name] ?? [], query[`${name}[]`] ?? []].flat();
    if (values.length > 0) found[name] = values;
  }
  return found;
}

function last(value: string | string[]): string {
  return (typeof value === 'string' ? value : value.at(-1)) ?? '';
}

/** What is wrong with a subscription as it would become. */
export function subscriptionErrors(fields: SentFields): Record<string, string> {
  const needed: (keyof SentFields)[] = ['type', 'url', 'isActive'];
  if (fields.type === 'individual') needed.push('phone');
  if (fields.type === 'legal') needed.push('companyTins');
  if (fields.sendWarnings === true) needed.push('warningEmail');
  const missing = needed.filter((name) => isEmpty(fields[name]));
  return Object.fromEntries(missing.map((name) => [name, `The ${name} field is required.`]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** The same with what may be left out filled in. */
export function settingsOf(fields: SentFields): SubscriptionSettings {
  const { type = 'numbers', url = '', isActive = false, sendWarnings = false } = fields;
  const {
    phone,
    secretToken,
    secretTokenHeaderName,
    warningEmail,
    eventTypes = [],
    companyTins = [],
  } = fields;
  const optional = { phone, secretToken, secretTokenHeaderName, warningEmail };
  return { type, url, isActive, sendWarnings, eventTypes, companyTins, ...optional };
}
