import { apiTime } from '../server/api-time.js';
import type { StoredSubscriber } from './subscription-store.js';

/** A subscription as lists and changes answer it: in snake case, as in all published samples. */
export function subscriberRow(subscriber: StoredSubscriber, clientId: string) {
  const { secretToken, ...row } = createdSubscriber(subscriber, clientId);
  return { ...row, ...(secretToken !== undefined && { secret_token: secretToken }) };
}

/** What creating a subscription answers: the same, with the secret in camel case. */
export function createdSubscriber(subscriber: StoredSubscriber, clientId: string) {
  const { id, type, url, phone, secretToken, secretTokenHeaderName, warningEmail } = subscriber;
  return {
    id,
    type,
    url,
    ...(phone !== undefined && { phone }),
    cid: clientId,
    is_active: subscriber.isActive,
    event_types: subscriber.eventTypes,
    send_warnings: subscriber.sendWarnings,
    ...(warningEmail !== undefined && { warning_email: warningEmail }),
    company_tins: subscriber.companyTins,
    ...(secretToken !== undefined && { secretToken }),
    ...(secretTokenHeaderName !== undefined && { secret_token_header_name: secretTokenHeaderName }),
    numbers: subscriber.numbers,
    created_at: apiTime(subscriber.createdAt),
    updated_at: apiTime(subscriber.updatedAt),
  };
}
