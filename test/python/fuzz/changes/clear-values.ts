import { commitmentTo } from '../forge.ts';
import { isObject, type Json, type JsonObject, objectAt, setKey } from '../json.ts';
import type { Random } from '../random.ts';
import { SALT } from './odd-values.ts';

/** An actor or something in the metadata is another, its salt too, or erased: rightly so, or with one thing forgotten. */
export function otherClearValue(entry: JsonObject, random: Random): void {
  random.pick([actor, metadata, salts, erase])(entry, random);
}

function actor(entry: JsonObject, random: Random): void {
  const person = { id: '583231', login: 'octocat', type: random.pick(['User', 'Bot', 'Agent', 'Unknown', 'user', '']) };
  entry['actor'] = random.pick<Json>([
    null,
    person,
    person,
    { redacted: SALT },
    { ...person, id: '' },
    { ...person, id: 1 },
    'octocat',
    {},
  ]);
  if (!random.once(3))
    objectAt(entry, 'salts')['actor'] = isObject(entry['actor']) && 'id' in entry['actor'] ? SALT : null;
}

function metadata(entry: JsonObject, random: Random): void {
  const key = random.pick([
    'reason',
    'note',
    '',
    'a--b',
    'é',
    '__proto__',
    'actor',
    'metadata/reason',
    '\u{1f600}',
    '\uffff',
  ]);
  const value = random.pick<Json>([
    'because',
    null,
    0,
    1.5,
    [],
    {},
    { redacted: SALT },
    { redacted: 'x' },
    { redacted: SALT, a: 1 },
    { deep: [[null]] },
  ]);
  const own = objectAt(entry, 'metadata');
  setKey(own, key, value);
  if (!random.once(4))
    objectAt(objectAt(entry, 'salts'), 'metadata')[key] =
      value === null || (isObject(value) && 'redacted' in value) ? null : SALT;
}

function salts(entry: JsonObject, random: Random): void {
  const own = objectAt(entry, 'salts');
  const value = random.pick([null, SALT, SALT, `${SALT.slice(0, 42)}B`, '', 'x', 1, {}]);
  const inner = objectAt(own, 'metadata');
  const key = random.pick([...Object.keys(inner), 'another']);
  random.pick([
    () => setKey(own, 'actor', value),
    () => setKey(inner, key, value),
    () => void delete inner[key],
    () => setKey(own, 'more', value),
  ])();
}

/** As it should be done, or with one thing forgotten. Whether a note says so is another change. */
function erase(entry: JsonObject, random: Random): void {
  const salted = objectAt(entry, 'salts');
  const key = random.pick([null, ...Object.keys(objectAt(entry, 'metadata'))]);
  const holder = key === null ? entry : objectAt(entry, 'metadata');
  const holderOfSalt = key === null ? salted : objectAt(salted, 'metadata');
  const name = key ?? 'actor';
  const value = holder[name] ?? null;
  if (value === null && !random.once(4)) return;
  holder[name] = random.once(6)
    ? { redacted: SALT }
    : commitmentTo(key === null ? name : `metadata/${name}`, value, holderOfSalt[name]);
  if (!random.once(5)) holderOfSalt[name] = null;
}
