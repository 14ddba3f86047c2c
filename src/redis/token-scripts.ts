import { RedisScript } from './redis-script.js';

/**
 * Shared by both scripts. KEYS: 1 the record, 2 the lock, 3 the pause, 4 the sessions; all of one account, under one
 * hash tag. A record is JSON with `v` its version and `g` its generation; what is no record of version 1 counts as
 * generation 0. Sessions are the lives of all unexpired tokens, in milliseconds from when the list was written; how
 * long ago that was shows in the list's own time to live, which is the longest of them.
 */
const PRELUDE = `
local value = redis.pcall('GET', KEYS[1])
local generation, left, foreign = 0, 0, false
if type(value) == 'string' then
  local ok, record = pcall(cjson.decode, value)
  if ok and type(record) == 'table' then
    if record.v == 1 and type(record.g) == 'number' then
      generation = record.g
      left = redis.call('PTTL', KEYS[1])
    elseif record.v ~= nil then
      foreign = true
    end
  end
end
if generation == 0 then value = '' end
local sessions, longest = {}, 0
local list = redis.call('GET', KEYS[4])
if list then
  local written = {}
  for ms in string.gmatch(list, '%d+') do
    written[#written + 1] = tonumber(ms)
    longest = math.max(longest, tonumber(ms))
  end
  local age = longest - redis.call('PTTL', KEYS[4])
  for _, ms in ipairs(written) do
    if ms > age then sessions[#sessions + 1] = ms - age end
  end
end
`;

/**
 * Acquire or adopt. ARGV: 1 the caller's generation, 2 lock in ms (0: only read), 3 lease id, 4 session budget (0: none).
 */
export const ACQUIRE = new RedisScript(`${PRELUDE}
if generation ~= 0 and generation ~= tonumber(ARGV[1]) then
  return { 'newer', value, left, sessions }
end
if ARGV[2] == '0' then return { 'none' } end
local pause = redis.call('GET', KEYS[3])
if pause then return { 'paused', pause, redis.call('PTTL', KEYS[3]) } end
local budget = tonumber(ARGV[4])
if budget > 0 and #sessions >= budget then
  local first = sessions[1]
  for _, ms in ipairs(sessions) do first = math.min(first, ms) end
  return { 'full', first }
end
if not redis.call('SET', KEYS[2], ARGV[3], 'NX', 'PX', ARGV[2]) then
  return { 'busy', redis.call('PTTL', KEYS[2]) }
end
return { 'granted', generation, value, left }
`);

/**
 * Ends a lease. ARGV: 1 what: commit, release or forget; 2 lease id, 3 generation seen at acquire, 4 record, 5 its life in
 * ms, 6 its generation, 7 channel, 8 pause, 9 pause in ms. A commit counts only while the generation is the one seen:
 * whoever lost the lock meanwhile writes nothing over a newer token.
 */
export const SETTLE = new RedisScript(`${PRELUDE}
local seen = tonumber(ARGV[3])
if ARGV[1] == 'forget' then
  if generation == seen then
    redis.call('DEL', KEYS[1])
    redis.call('PUBLISH', ARGV[7], 'forgotten ' .. seen)
  end
  return { 'forgotten' }
end
if redis.call('GET', KEYS[2]) == ARGV[2] then redis.call('DEL', KEYS[2]) end
if ARGV[1] == 'release' then
  if ARGV[8] ~= '' then redis.call('SET', KEYS[3], ARGV[8], 'PX', ARGV[9]) end
  return { 'released' }
end
if generation ~= 0 and generation ~= seen then
  return { 'superseded', value, left, sessions }
end
if foreign then return { 'foreign', sessions } end
local life = tonumber(ARGV[5])
redis.call('SET', KEYS[1], ARGV[4], 'PX', life)
redis.call('DEL', KEYS[3])
sessions[#sessions + 1] = life
longest = 0
for _, ms in ipairs(sessions) do longest = math.max(longest, ms) end
redis.call('SET', KEYS[4], table.concat(sessions, ','), 'PX', longest)
redis.call('PUBLISH', ARGV[7], 'committed ' .. ARGV[6])
return { 'committed', sessions }
`);
