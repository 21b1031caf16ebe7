import type { JsonValue } from '../values/index.ts';
import { encodedSize } from './size.ts';

/** What stands in a map in place of the entries that are left out; behind it, how many they are. */
const REST = '…';
const REST_ROOM = 40;

/**
 * A text that is at most so long when it is stored; of one that is longer its beginning, and how many letters are left
 * out.
 * @param room in characters of a record's hidden line, without the quotes
 */
export function cutText(text: string, room: number): string {
  if (text.length * 6 <= room || encodedSize(text) - 2 <= room) return text;
  const letters = [...text];
  let left = room - widthOf(rest(letters.length));
  let kept = 0;
  for (const letter of letters) {
    left -= widthOf(letter);
    if (left < 0) break;
    kept++;
  }
  return `${letters.slice(0, kept).join('')}${rest(letters.length - kept)}`;
}

/** The same for any value: of a list, its first elements and how many follow. */
export function cutValue(value: JsonValue, room: number): JsonValue {
  if (typeof value === 'string') return cutText(value, room);
  if (encodedSize(value) <= room) return value;
  if (!Array.isArray(value)) return REST;
  let left = room - REST_ROOM;
  const kept: JsonValue[] = [];
  for (const element of value) {
    left -= encodedSize(element) + 1;
    if (left < 0) break;
    kept.push(element);
  }
  return [...kept, rest(value.length - kept.length)];
}

/**
 * A map in which no key or value is longer than `longest` and which takes at most `room`: its first entries, and under
 * `…` how many more there were.
 */
export function cutMap<V extends JsonValue>(
  map: { readonly [key: string]: V },
  limits: { readonly room: number; readonly longest: number; readonly most: number },
  cutOne: (value: V, room: number) => V,
): { readonly [key: string]: V | string } {
  const kept: Record<string, V | string> = {};
  let left = limits.room - REST_ROOM;
  let more = 0;
  for (const [index, [key, value]] of Object.entries(map).entries()) {
    const name = cutText(key, limits.longest);
    const content = cutOne(value, limits.longest);
    const size = encodedSize(name) + encodedSize(content) + 2;
    if (index >= limits.most || size > left || Object.hasOwn(kept, name)) more++;
    else {
      kept[name] = content;
      left -= size;
    }
  }
  return more === 0 ? kept : { ...kept, [REST]: `${more} more` };
}

function rest(count: number): string {
  return `… (+${count})`;
}

/** An upper bound of what a text takes: every dash counts as one that is spelled out. */
function widthOf(text: string): number {
  const plain = text.match(/[ !#-%'-,./-;=?-[\]-~]/g)?.length ?? 0;
  return plain + 6 * (text.length - plain);
}
