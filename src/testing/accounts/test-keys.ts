import { apiTime, DAY_MS } from '../server/api-time.js';
import { Refusal } from '../server/answer.js';
import type { Handler } from '../api/call.js';
import type { ApiKeyEntry, ApiKeys } from './accounts.js';

/** Keys this long past their end are cleaned away, and the phone gets a new one. */
const CLEAN_UP_MS = 90 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;

/** A sandbox key by phone. One phone keeps one key. */
export function createTestApiKey(keys: ApiKeys): Handler {
  const byPhone = new Map<string, { entry: ApiKeyEntry; createdAt: number; day: number }>();
  return ({ body, now }) => {
    const { phone } = body as { phone: string };
    // Ukrainian numbers are not served; the sources do not give the words.
    if (!/^[1-9]\d{7,14}$/.test(phone) || phone.startsWith('380')) {
      throw new Refusal(400, { success: false, errors: ['Invalid phone format'] });
    }
    const day = Math.floor(now / DAY_MS);
    const known = byPhone.get(phone);
    const isKept = known !== undefined && now < known.entry.endsAt + CLEAN_UP_MS;
    const key = isKept ? known : { entry: keys.add(), createdAt: now, day: -1 };
    // The same day gives the key as it is; another day, or an expired key, moves the end one year on.
    if (key.day !== day || now >= key.entry.endsAt) key.entry.endsAt = now + YEAR_MS;
    key.day = day;
    byPhone.set(phone, key);
    const [createdAt, expDate] = [apiTime(key.createdAt), apiTime(key.entry.endsAt)];
    return { apiKey: key.entry.key, createdAt, expDate, status: 'Active' };
  };
}
