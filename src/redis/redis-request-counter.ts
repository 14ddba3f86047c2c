import {
  windowTimes,
  type RequestCounter,
  type RequestDenial,
  type RequestLimit,
  type RequestPermit,
} from '../request-limit.js';
import type { RedisClient } from './redis-client.js';
import { RedisScript } from './redis-script.js';

/**
 * A sliding window. The value of the key is the time of its last write, in milliseconds since the key came into being, and
 * for each step how many requests count until its end; what has passed since the write shows in the key's time to live. A
 * value of another kind counts as none. ARGV: 1 most requests, 2 the interval, 3 the longest travel, 4 a step, all in ms;
 * 5 nothing, or the step of a request that has been answered. Gives 1 and the step until which a new request counts, or 0
 * and the milliseconds until there can be a permit. Needs GET, SET and PTTL.
 */
const COUNT = new RedisScript(`
local most, per, travel, width = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local life = per + travel + 2 * width
local value, left = redis.pcall('GET', KEYS[1]), redis.call('PTTL', KEYS[1])
local now, counts, total, first = 0, {}, 0, nil
local written, list
if type(value) == 'string' and left > 0 and left <= life then
  written, list = string.match(value, '^(%d+)( ?[%d: ]*)$')
end
if written and #written <= 15 then
  now = tonumber(written) + life - left
  for step, count in string.gmatch(list, '(%d+):(%d+)') do
    step, count = tonumber(step), tonumber(count)
    if step * width > now and step * width <= now + life then
      counts[step] = count
      total = total + count
      local wait = step * width - now
      if wait > per + width then wait = per end
      first = math.min(first or wait, wait)
    end
  end
end
local function count_until(time)
  local step = math.floor(time / width) + 1
  counts[step] = (counts[step] or 0) + 1
  return step
end
local step = tonumber(ARGV[5])
if step then
  if not counts[step] or step * width <= now + per + width then return { 1, step } end
  counts[step] = counts[step] - 1
  count_until(now + per)
elseif total >= most then
  return { 0, first or per }
else
  step = count_until(now + travel + per)
end
local text = { string.format('%.0f', now) }
for until_step, count in pairs(counts) do
  if count > 0 then text[#text + 1] = string.format('%.0f:%.0f', until_step, count) end
end
redis.call('SET', KEYS[1], table.concat(text, ' '), 'PX', life)
return { 1, step }
`);

/** Counts the requests of all processes in Redis. */
export class RedisRequestCounter implements RequestCounter {
  readonly #redis: RedisClient;
  readonly #key: string;
  readonly #window: readonly number[];

  constructor(redis: RedisClient, key: string, limit: RequestLimit) {
    const { perMs, travelMs, stepMs } = windowTimes(limit);
    this.#redis = redis;
    this.#key = key;
    this.#window = [limit.requests, perMs, travelMs, stepMs];
  }

  async tryAcquire(): Promise<RequestPermit | RequestDenial> {
    // A command given to a client without a connection would count later, for a request sent long before.
    if (this.#redis.status !== 'ready') throw new Error('The Redis client is not connected.');
    const [granted, value] = (await this.#run('')) as [number, number];
    if (granted === 0) return { kind: 'limited', retryInMs: Math.max(1, value) };
    return {
      kind: 'granted',
      answered: () => {
        // Without this news the request counts a little longer.
        if (this.#redis.status === 'ready') this.#run(value).catch(() => undefined);
      },
    };
  }

  #run(answeredStep: number | ''): Promise<unknown[]> {
    return COUNT.run(this.#redis, [this.#key], [...this.#window, answeredStep]);
  }
}
