import { json, type Answer } from '../server/answer.js';
import { apiTime, DAY_MS } from '../server/api-time.js';
import type { Route } from '../server/route.js';
import type { ApiKeyEntry, ApiKeys } from './api-keys.js';

/** What `/test-api-keys` knows about phones. */
export interface PhoneRules {
  /** Calls per phone and UTC day. */
  dailyLimit: number;
  unknown: readonly string[];
  ambiguous: readonly string[];
}

interface SandboxKey {
  entry: ApiKeyEntry;
  createdAt: number;
  expiresAt: number;
  /** UTC day of the newest call, in days since 1970. */
  day: number;
  callsThatDay: number;
}

/** Keys this long past their end are cleaned away, and the phone gets a new one. */
const CLEAN_UP_MS = 90 * DAY_MS;
const YEAR_MS = 365 * DAY_MS;

/** `POST /test-api-keys`: a sandbox key by phone. One phone keeps one key. */
export function testKeyRoutes(keys: ApiKeys, rules: PhoneRules): Route[] {
  const byPhone = new Map<string, SandboxKey>();
  return [
    {
      method: 'POST',
      path: '/test-api-keys',
      token: 'none',
      handlerChecks: ['phone', 'body'],
      handle: ({ request, now }) => {
        const phone = (request.body as { phone?: unknown } | null | undefined)?.phone;
        if (phone === undefined || phone === null || phone === '') {
          return refused(400, 'Missing required parameter: phone');
        }
        // Ukrainian numbers are not served; the sources do not say with which words.
        if (typeof phone !== 'string' || !/^[1-9]\d{7,14}$/.test(phone) || phone.startsWith('380')) {
          return refused(400, 'Invalid phone format');
        }
        if (rules.unknown.includes(phone)) return refused(404, 'Client not found');
        if (rules.ambiguous.includes(phone)) return refused(409, 'Multiple matching clients found');
        return keyForPhone(keys, byPhone, phone, now, rules.dailyLimit);
      },
    },
  ];
}

function keyForPhone(
  keys: ApiKeys,
  byPhone: Map<string, SandboxKey>,
  phone: string,
  now: number,
  dailyLimit: number,
): Answer {
  const today = Math.floor(now / DAY_MS);
  const known = byPhone.get(phone);
  const callsBefore = known?.day === today ? known.callsThatDay : 0;
  if (callsBefore >= dailyLimit) return refused(429, 'Daily limit reached');

  const key =
    known && now < known.expiresAt + CLEAN_UP_MS
      ? known
      : { entry: keys.add(), createdAt: now, expiresAt: now + YEAR_MS, day: today, callsThatDay: 0 };
  // The same day gives the key as it is; another day, or an expired key, moves the end one year on.
  if (key.day !== today || now >= key.expiresAt) key.expiresAt = now + YEAR_MS;
  key.day = today;
  key.callsThatDay = callsBefore + 1;
  key.entry.expiresAt = key.expiresAt;
  byPhone.set(phone, key);
  return json({
    apiKey: key.entry.key,
    createdAt: apiTime(key.createdAt),
    expDate: apiTime(key.expiresAt),
    status: 'Active',
  });
}

function refused(status: number, reason: string): Answer {
  return json({ success: false, errors: [reason] }, status);
}
