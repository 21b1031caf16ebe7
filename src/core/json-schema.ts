import type { JsonValue } from './json.ts';

declare const FITS: unique symbol;

/**
 * A JSON Schema (draft 2020-12) as plain data, which carries the type of what fits it. The shape of stored data is
 * written once with the functions of this file: its types are read off with {@link Fields}, and its validator is
 * compiled when LoopForge is built. Schemas are never loaded at run time, so they are imported as types only.
 */
export interface Schema<out T> {
  readonly [keyword: string]: unknown;
  /** Never there: it holds the type. */
  readonly [FITS]?: T;
}

/** The type of the values that fit a schema. */
export type TypeOf<S> = S extends Schema<infer T> ? T : never;

/** The type of an object whose keys have these schemas. */
export type Fields<P> = { readonly [K in keyof P]: TypeOf<P[K]> };

/** An object with exactly these keys: none missing, none beside them. */
export function closed<P extends { readonly [key: string]: Schema<unknown> }>(properties: P): Schema<Fields<P>> {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

/** An object with any keys, whose values all fit. */
export function mapOf<T>(value: Schema<T>): Schema<{ readonly [key: string]: T }> {
  return { type: 'object', additionalProperties: value };
}

export function listOf<T>(items: Schema<T>, maxItems?: number): Schema<readonly T[]> {
  return maxItems === undefined ? { type: 'array', items } : { type: 'array', items, maxItems };
}

/** A list in which nothing stands twice. */
export function setOf<T>(items: Schema<T>, maxItems: number): Schema<readonly T[]> {
  return { type: 'array', items, maxItems, uniqueItems: true };
}

export function matching(pattern: string): Schema<string> {
  return { type: 'string', pattern };
}

/** One of a few words. */
export function oneOf<const W extends readonly string[]>(words: W): Schema<W[number]> {
  return { type: 'string', enum: words };
}

/** A whole number from `minimum` on that every JSON parser reads exactly. */
export function wholeFrom(minimum: number): Schema<number> {
  return { type: 'integer', minimum, maximum: Number.MAX_SAFE_INTEGER };
}

/** This number and no other. */
export function exactly<const N extends number>(value: N): Schema<N> {
  return { type: 'integer', const: value };
}

export function anyOf<S extends readonly Schema<unknown>[]>(...schemas: S): Schema<TypeOf<S[number]>> {
  return { anyOf: schemas };
}

/**
 * The schema, or null. Null is one more `type`, whose absence the other keywords do not mind, so that a complaint can
 * still name what is wrong; `anyOf` could not. Hence only for a schema with a single `type`, named or not.
 */
export function orNull<T>(schema: Schema<T>): Schema<T | null> {
  const [definition] = Object.entries(Object(schema['$defs']));
  if (definition === undefined) return { ...schema, type: [schema['type'], 'null'] };
  const [name, content] = definition;
  return named(`${name}OrNull`, orNull<T>(Object(content)));
}

/** Gives a schema a name: it is told once in the document, in `$defs`, and pointed at from wherever it is used. */
export function named<T>(name: string, schema: Schema<T>): Schema<T> {
  return { $ref: `#/$defs/${name}`, $defs: { [name]: schema } };
}

export const ANY: Schema<JsonValue> = {};
export const NULL: Schema<null> = { type: 'null' };
export const TEXT: Schema<string> = { type: 'string' };
export const BOOLEAN: Schema<boolean> = { type: 'boolean' };
