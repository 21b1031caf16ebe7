import { copyOf, isObject, type Json, type JsonObject, type Place, placesIn, setKey } from '../json.ts';
import type { Random } from '../random.ts';
import { ODD_NUMBERS, ODD_TEXTS, ODD_TIMES, odd } from './odd-values.ts';

/** One leaf becomes another value of its type, or one key another text. */
export function otherLeaf(record: JsonObject, random: Random): void {
  const places = placesIn(record);
  if (random.once(6)) {
    renameKey(random.pick([record, ...places.map(({ value }) => value).filter(isObject)]), random);
    return;
  }
  const leaves = places.filter(({ value }) => typeof value !== 'object' || value === null);
  if (leaves.length === 0) return;
  const place = random.pick(leaves);
  place.set(otherOfType(place.value, random));
}

export function otherOfType(value: Json, random: Random): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return random.once(2) ? random.pick(ODD_NUMBERS) : value + random.pick([-1, 1]);
  if (typeof value !== 'string') return random.pick([...odd(), ...ODD_TEXTS]);
  if (/^\d{4}-/.test(value)) return random.once(2) ? random.pick(ODD_TIMES) : otherMoment(value, random);
  return random.once(2) ? random.pick(ODD_TEXTS) : otherLetter(value, random);
}

function otherMoment(value: string, random: Random): string {
  const moved = Date.parse(value) + 1000 * random.pick([-3600, -121, -120, -119, -1, 1, 119, 120, 121, 86_400]);
  return Number.isNaN(moved) ? value : new Date(moved).toISOString().replace('.000Z', 'Z');
}

/** As easily missed as can be. */
function otherLetter(value: string, random: Random): string {
  const at = random.below(value.length + 1);
  return (
    value.slice(0, at) +
    random.pick(['a', 'A', '0', '_', '-', '.', '/', '|', ' ', 'é']) +
    value.slice(at + random.below(2))
  );
}

function renameKey(holder: JsonObject, random: Random): void {
  const keys = Object.keys(holder);
  const key = keys.length > 0 ? random.pick(keys) : '';
  const value = holder[key] ?? null;
  delete holder[key];
  setKey(holder, random.once(2) ? random.pick(ODD_TEXTS) : otherLetter(key, random), value);
}

type Restructure = (place: Place, places: readonly Place[], random: Random) => void;

const RESTRUCTURE: readonly Restructure[] = [
  (place) => place.remove(),
  (place, _places, random) => place.set(random.pick(odd())),
  (place, places, random) => place.set(copyOf(random.pick(places).value)),
  (place, places, random) => {
    const alike = places.filter(({ value }) => kindOf(value) === kindOf(place.value));
    const other = random.pick(alike);
    const mine = copyOf(place.value);
    place.set(copyOf(other.value));
    if (random.once(2) && !place.path.startsWith(other.path) && !other.path.startsWith(place.path)) other.set(mine);
  },
  (place, places, random) => {
    if (isObject(place.value)) setKey(place.value, random.pick(ODD_TEXTS), copyOf(random.pick(places).value));
    else if (Array.isArray(place.value)) place.value.push(copyOf(place.value[0] ?? random.pick(odd())));
  },
  (place, _places, random) => {
    if (Array.isArray(place.value) && place.value.length > 0)
      place.value.push(...place.value.splice(random.below(place.value.length), 1));
  },
  (place, _places, random) => place.set(random.once(2) ? [copyOf(place.value)] : { value: copyOf(place.value) }),
];

/** The same record with something taken out, put in, doubled, swapped or of another type. */
export function otherStructure(record: JsonObject, random: Random): void {
  const places = placesIn(record);
  if (places.length === 0) return;
  // Places that hold much would come up rarely among so many leaves.
  const holders = places.filter(({ value }) => typeof value === 'object' && value !== null);
  const place = random.once(2) && holders.length > 0 ? random.pick(holders) : random.pick(places);
  random.pick(RESTRUCTURE)(place, places, random);
}

/** Alike enough that the record often keeps its shape. */
function kindOf(value: Json): string {
  if (typeof value === 'string') return `${value.length}`;
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}
