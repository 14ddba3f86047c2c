import { RedisScript } from './redis-script.js';

/**
 * Shared by both scripts. KEYS: 1 the record, 2 the lock, 3 the pause, 4 the sessions, 5 the proof; all of one account,
 * under one hash tag. The last of ARGV is 'prove' when Redis has refused a write: it must take one before it counts as up.
 *
 * A record is JSON with `v` its version and `g` its generation. One that is broken, has no end or no proper generation
 * counts as none; one of another version is left where it is. Other keys that are of another type or without an end are
 * deleted. Sessions are the lives of all unexpired tokens, in milliseconds from when the list was written; how long ago
 * that was shows in the list's own time to live, which is the longest of them.
 */
const PRELUDE = `
if ARGV[#ARGV] == 'prove' then redis.call('SET', KEYS[5], '1', 'PX', 1) end

local function read(key)
  local value, left = redis.pcall('GET', key), redis.call('PTTL', key)
  if type(value) == 'string' and left > 0 then return value, left end
  return nil, left
end

local function read_or_heal(key)
  local value, left = read(key)
  if not value and left ~= -2 then redis.call('DEL', key) end
  return value, left
end

local value = redis.pcall('GET', KEYS[1])
local generation, left, foreign = 0, 0, false
if type(value) == 'string' then
  local ok, record = pcall(cjson.decode, value)
  if ok and type(record) == 'table' then
    local g = record.g
    if record.v == 1 then
      left = redis.call('PTTL', KEYS[1])
      if left > 0 and type(g) == 'number' and g >= 1 and g <= 1e15 and g == math.floor(g) then generation = g end
    elseif record.v ~= nil then
      foreign = true
    end
  end
end
if generation == 0 then value, left = '', 0 end

local sessions = {}
local list, list_left = read(KEYS[4])
if list and #list <= 20000 and string.match(list, '^[%d,]+$') then
  local written, longest = {}, 0
  for ms in string.gmatch(list, '%d+') do
    written[#written + 1] = tonumber(ms)
    longest = math.max(longest, tonumber(ms))
  end
  local age = longest - list_left
  for _, ms in ipairs(written) do
    if age >= 0 and ms > age then sessions[#sessions + 1] = ms - age end
  end
end
`;

/**
 * Acquire or adopt. ARGV: 1 the caller's generation, 2 lock in ms (0: only read), 3 lease id, 4 most live tokens (0: any
 * number), 5 the lease to take over from, if it still has the lock.
 */
export const ACQUIRE = new RedisScript(`${PRELUDE}
if generation ~= 0 and generation ~= tonumber(ARGV[1]) then
  return { 'newer', generation, value, left, sessions }
end
if ARGV[2] == '0' then return { 'none' } end
local pause, pause_left = read_or_heal(KEYS[3])
if pause == 'refused' or pause == 'throttled' then return { 'paused', pause, pause_left } end
local most = tonumber(ARGV[4])
if most > 0 and #sessions >= most then
  local first = sessions[1]
  for _, ms in ipairs(sessions) do first = math.min(first, ms) end
  return { 'full', first }
end
local holder, lock_left = read_or_heal(KEYS[2])
if holder and holder ~= ARGV[3] and holder ~= ARGV[5] then return { 'busy', lock_left, holder } end
redis.call('SET', KEYS[2], ARGV[3], 'PX', ARGV[2])
return { 'granted', generation, value, left }
`);

/**
 * Ends a lease. ARGV: 1 what: commit, release or forget; 2 lease id, 3 generation seen at acquire, 4 record, 5 its life in
 * ms, 6 its generation, 7 channel, 8 pause, 9 pause in ms. A commit counts only while the generation is the one seen: a
 * process that has lost the lock meanwhile writes nothing over a newer token.
 */
export const SETTLE = new RedisScript(`${PRELUDE}
local seen = tonumber(ARGV[3])
if ARGV[1] == 'forget' then
  if generation == seen then
    redis.call('DEL', KEYS[1])
    redis.call('PUBLISH', ARGV[7], 'forgotten ' .. ARGV[3])
  end
  return { 'forgotten' }
end
if read_or_heal(KEYS[2]) == ARGV[2] then redis.call('DEL', KEYS[2]) end
if ARGV[1] == 'release' then
  if ARGV[8] ~= '' then redis.call('SET', KEYS[3], ARGV[8], 'PX', ARGV[9]) end
  return { 'released' }
end
if generation ~= 0 and generation ~= seen then
  return { 'superseded', generation, value, left, sessions }
end
if foreign then return { 'foreign', sessions } end
local life, longest = tonumber(ARGV[5]), 0
redis.call('SET', KEYS[1], ARGV[4], 'PX', life)
redis.call('DEL', KEYS[3])
sessions[#sessions + 1] = life
for _, ms in ipairs(sessions) do longest = math.max(longest, ms) end
redis.call('SET', KEYS[4], table.concat(sessions, ','), 'PX', longest)
redis.call('PUBLISH', ARGV[7], 'committed ' .. ARGV[6])
return { 'committed', sessions }
`);
