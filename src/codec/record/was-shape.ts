import { type Entry, isNote, withKept } from '../../core/model.ts';
import { WAS_SHAPES } from './generated/was-shapes.ts';
import type { SchemaShape } from './validator.ts';

/**
 * What a note says has a shape for each kind. Few records hold such notes, so their shapes are walked: as code they
 * would be a fifth of what every run loads.
 * @returns the first note that says something else; null: there is none
 */
export function misshapenIn(entries: readonly Entry[]): string | null {
  const wrong = entries.flatMap(withKept).find((entry) => isNote(entry) && !saysRightly(entry.kind, entry.was));
  return wrong === undefined ? null : `what note ${wrong.seq} says does not have the shape of its kind`;
}

function saysRightly(kind: string, was: unknown): boolean {
  const shape = Object.hasOwn(WAS_SHAPES, kind) ? WAS_SHAPES[kind] : undefined;
  return shape === undefined || fits(was, shape);
}

function fits(value: unknown, shape: SchemaShape): boolean {
  if (shape.type !== undefined && ![shape.type].flat().some((type) => isOf(type, value))) return false;
  if (typeof value === 'string') return new RegExp(shape.pattern ?? '').test(value);
  if (typeof value === 'number') return value >= (shape.minimum ?? value);
  if (Array.isArray(value)) return fitsList(value, shape);
  return value === null || typeof value !== 'object' || fitsObject(value, shape);
}

function fitsList(
  list: readonly unknown[],
  { items, minItems = 0, maxItems = list.length, uniqueItems }: SchemaShape,
): boolean {
  if (list.length < minItems || list.length > maxItems) return false;
  if (uniqueItems === true && new Set(list).size < list.length) return false;
  return items === undefined || list.every((item) => fits(item, items));
}

/** Every key is there, and none beside them. */
function fitsObject(value: object, { properties }: SchemaShape): boolean {
  if (properties === undefined) return true;
  const keys = Object.keys(value);
  const shapes = Object.entries(properties);
  return (
    keys.length === shapes.length &&
    shapes.every(([key, shape]) => keys.includes(key) && fits(Reflect.get(value, key), shape))
  );
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'integer') return Number.isSafeInteger(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === type;
}
