/*
 * What Redis does in one go. A script reads all that it needs, and refuses, before it writes anything; Redis runs nothing
 * else meanwhile. All keys are handed in, and values are texts. https://redis.io/docs/latest/develop/programmability/eval-intro/
 */

/** KEYS: layout. Its version; null: there is nothing yet. */
export const READ_LAYOUT = `return redis.call('GET', KEYS[1])`;

/** KEYS: records. ARGV: id. Its JSON, or null. */
export const READ_RECORD = `return redis.call('HGET', KEYS[1], ARGV[1])`;

/** KEYS: records, index. ARGV: from, to, at most so many, where the id begins. Ids, times and JSON by turns. */
export const READ_PAGE = `
local page = {}
for _, member in ipairs(redis.call('ZRANGEBYLEX', KEYS[2], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])) do
  local id = string.sub(member, ARGV[4])
  page[#page + 1] = id
  page[#page + 1] = string.sub(member, ARGV[4] - 21, ARGV[4] - 2)
  page[#page + 1] = redis.call('HGET', KEYS[1], id)
end
return page`;

/** The same of the last one of the range alone. */
export const READ_LAST = `
local last = redis.call('ZREVRANGEBYLEX', KEYS[2], ARGV[2], ARGV[1], 'LIMIT', 0, 1)[1]
if not last then return {} end
local id = string.sub(last, ARGV[4])
return {id, redis.call('HGET', KEYS[1], id)}`;

/** What a record's place says; damaged where it cannot be read. */
const READ_PLACE = `
local id = ARGV[1]
local stored = redis.call('HGET', KEYS[2], id)
local place = {version = '', members = {}}
if stored then
  local isWhole, value = pcall(cjson.decode, stored)
  if not isWhole or type(value) ~= 'table' or type(value.members) ~= 'table' then return {'damaged'} end
  place = value
end`;

/**
 * KEYS: records, places, by-state, by-time, by-ref, created, layout. ARGV: id, expected version (empty: none), version,
 * JSON, members by state and by time, beginning of that by ref, layout. \`saved\`; \`conflict\` and the version found.
 */
export const SAVE_RECORD = `${READ_PLACE}
if place.version ~= ARGV[2] then return {'conflict', place.version} end
redis.call('HLEN', KEYS[1])
for at = 3, 5 do redis.call('ZCARD', KEYS[at]) end
local ordinal = place.ordinal or string.format('%016d', redis.call('INCR', KEYS[6]))
local members = {ARGV[5], ARGV[6], ARGV[7] .. ordinal .. ' ' .. id}
for at, member in ipairs(members) do
  if place.members[at] ~= member then
    if place.members[at] then redis.call('ZREM', KEYS[at + 2], place.members[at]) end
    redis.call('ZADD', KEYS[at + 2], 0, member)
  end
end
redis.call('HSET', KEYS[1], id, ARGV[4])
redis.call('HSET', KEYS[2], id, cjson.encode({version = ARGV[3], ordinal = ordinal, members = members}))
redis.call('SETNX', KEYS[7], ARGV[8])
return {'saved'}`;

/** KEYS as for a save. ARGV: id. \`deleted\`, or \`none\` where it was not there. */
export const DELETE_RECORD = `${READ_PLACE}
redis.call('HLEN', KEYS[1])
for at = 3, 5 do redis.call('ZCARD', KEYS[at]) end
for at, member in ipairs(place.members) do redis.call('ZREM', KEYS[at + 2], member) end
redis.call('HDEL', KEYS[2], id)
return {redis.call('HDEL', KEYS[1], id) == 1 and 'deleted' or 'none'}`;
