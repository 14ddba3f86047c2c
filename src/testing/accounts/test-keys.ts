import { apiTime, DAY_MS } from '../server/api-time.js';
import { Refusal } from '../server/answer.js';
import type { Handler } from '../api/call.js';
import type { ApiKeyEntry, ApiKeys } from './api-keys.js';

interface SandboxKey {
  entry: ApiKeyEntry;
  createdAt: number;
  expiresAt: number;
  /** UTC day of the newest call, in days since 1970. */
  day: number;
}

/** Keys this long past their end are cleaned away, and the phone gets a new one. */
const CLEAN_UP_MS = 90 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;

/** A sandbox key by phone. One phone keeps one key. */
export function createTestApiKey(keys: ApiKeys): Handler {
  const byPhone = new Map<string, SandboxKey>();
  return ({ body, now }) => {
    const { phone } = body as { phone: string };
    // Ukrainian numbers are not served; the sources do not give the words.
    if (!/^[1-9]\d{7,14}$/.test(phone) || phone.startsWith('380')) {
      throw new Refusal(400, { success: false, errors: ['Invalid phone format'] });
    }
    const today = Math.floor(now / DAY_MS);
    const known = byPhone.get(phone);
    const key =
      known && now < known.expiresAt + CLEAN_UP_MS
        ? known
        : { entry: keys.add(), createdAt: now, expiresAt: now + YEAR_MS, day: today };
    // The same day gives the key as it is; another day, or an expired key, moves the end one year on.
    if (key.day !== today || now >= key.expiresAt) key.expiresAt = now + YEAR_MS;
    key.day = today;
    key.entry.expiresAt = key.expiresAt;
    byPhone.set(phone, key);
    return {
      apiKey: key.entry.key,
      createdAt: apiTime(key.createdAt),
      expDate: apiTime(key.expiresAt),
      status: 'Active',
    };
  };
}
