import { isDeep, type Json, jsonLike, placesIn } from '../json.ts';
import type { Random } from '../random.ts';
import { enveloped, lineOf, opened } from '../spelling.ts';
import { ODD_TEXTS } from './odd-values.ts';

type Respell = (line: string, random: Random) => string;

const NUMBERS = [
  '1.0',
  '1e0',
  '1E0',
  '10e-1',
  '-0',
  '0.0',
  '-0.0',
  '1e400',
  '-1e400',
  '1e-400',
  '-1e-400',
  '9007199254740993',
  '9007199254740991.5',
];
const NO_JSON = [
  'NaN',
  'Infinity',
  '-Infinity',
  'undefined',
  '01',
  '+1',
  '1.',
  '.5',
  '0x1',
  "'a'",
  '-',
  '1e',
  'tru',
  '"\\x"',
  '"\\u12"',
  '"\t"',
  '/**/1',
];
const VALUES = [
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\uD83D\\uDE00"',
  '{"__proto__":1}',
  '{"\\u005f_proto__":1}',
  '{"a":1,"\\u0061":1}',
  '{"b":1,"a":1}',
  '[1, 2]',
];

const RESPELLINGS: readonly Respell[] = [
  (line, random) => replacedOne(line, /"[^"\\]+"/g, random, (text) => `"\\u${hex(text.charCodeAt(1))}${text.slice(2)}`),
  (line, random) =>
    replacedOne(line, /\\u[0-9a-f]{4}/g, random, (text) =>
      random.pick([text.toUpperCase(), text.toUpperCase().replace('\\U', '\\u'), JSON.parse(`"${text}"`)]),
    ),
  (line, random) =>
    replacedOne(line, /\\[nrtbf"\\]/g, random, (text) => `\\u${hex(String(JSON.parse(`"${text}"`)).charCodeAt(0))}`),
  (line, random) => replacedOne(line, /\//g, random, () => '\\/'),
  (line, random) =>
    replacedOne(line, /[,:{}[\]]/g, random, (text) =>
      random.pick([
        ` ${text}`,
        `${text} `,
        `${text}\t`,
        `${text}\r`,
        `${text}${text}`,
        '',
        `${text}\u00a0`,
        `${text}\ufeff`,
      ]),
    ),
  (line, random) =>
    replacedOne(
      line,
      /:(?:\d+|null|true|false)/g,
      random,
      () => `:${random.pick([...NUMBERS, ...NO_JSON, ...VALUES])}`,
    ),
  (line, random) =>
    replacedOne(line, /"[a-z_]+":(?:\d+|null|true|false|"[^"\\]*")/g, random, (text) =>
      random.pick([`${text},${text}`, `${text},`, `"__proto__":1,${text}`, `"x":1,${text}`]),
    ),
  (line, random) =>
    replacedOne(line, /"[a-z_]+":(?:\d+|null)(?=,)/g, random, () => `"${'x'.repeat(random.below(3))}":${deep(random)}`),
  (line, random) => line.slice(0, random.below(line.length)),
  (line, random) => line + random.pick(['}', ']', ' ', '\t', '\r', ',', 'x', '\0', '\u2028', '{}', '//']),
  (line, random) => random.pick([' ', '\t', '\ufeff', '[', '{', '/**/', '0']) + line,
  (line, random) => replacedOne(line, /"[^"\\]+"/g, random, () => `"${random.pick(ODD_TEXTS)}"`),
  (line, random) => `${deep(random).slice(0, -1)}${random.once(2) ? '' : line}`,
  (line, random) => withOtherOrder(line, random),
];

/** The same value in another spelling, or no JSON any more; once in a while two things at once. */
export function otherSpelling(text: string, random: Random): string {
  const found = opened(text);
  if (found === null) return random.pick(RESPELLINGS)(text, random);
  let line = lineOf(found.value);
  for (let times = random.once(3) ? 2 : 1; times > 0; times -= 1) line = random.pick(RESPELLINGS)(line, random);
  return found.visible === null || random.once(5) ? line : enveloped(found.kind, found.visible, line);
}

/** Around the greatest depth that there may be: the line itself and what the key stands in count too. */
function deep(random: Random): string {
  const depth = random.pick([61, 62, 63, 64, 65, 66, 5000]);
  return random.once(2) ? '['.repeat(depth) + ']'.repeat(depth) : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
}

function withOtherOrder(line: string, random: Random): string {
  const value = jsonLike(line);
  if (value === null || isDeep(value)) return line;
  const objects = placesIn(value).filter((place) => Object.keys(Object(place.value)).length > 1);
  if (objects.length === 0) return line;
  const place = random.pick(objects);
  if (!Array.isArray(place.value))
    place.set(Object.fromEntries(Object.entries(Object(place.value)).reverse() as [string, Json][]));
  return JSON.stringify(value);
}

function replacedOne(text: string, what: RegExp, random: Random, make: (found: string) => string): string {
  const found = [...text.matchAll(what)];
  if (found.length === 0) return text;
  const { 0: piece, index } = random.pick(found);
  return text.slice(0, index) + make(piece) + text.slice(index + piece.length);
}

function hex(unit: number): string {
  return unit.toString(16).padStart(4, '0');
}
