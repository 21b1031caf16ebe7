import type { JsonValue } from './json.ts';

declare const FITS: unique symbol;

/**
 * A JSON Schema (draft 2020-12) as plain data, which carries the type of what fits it. The shape of stored data is
 * written once with the functions of this file: its types are read off with {@link FieldsOf}, and its validator is
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
export type FieldsOf<P> = { readonly [K in keyof P]: TypeOf<P[K]> };

/** An object with exactly these keys: none missing, none beside them. */
export function closed<P extends { readonly [key: string]: Schema<unknown> }>(properties: P): Schema<FieldsOf<P>> {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

/** An object with at least these keys: a newer release may write more. */
export function open<P extends { readonly [key: string]: Schema<unknown> }>(properties: P): Schema<FieldsOf<P>> {
  return { type: 'object', required: Object.keys(properties), properties };
}

/** The object, which must fit a further schema where one of its keys has a certain text. */
export function withCases<T>(
  object: Schema<T>,
  key: keyof T & string,
  cases: { readonly [text: string]: Schema<unknown> },
): Schema<T> {
  const type = 'object';
  const allOf = Object.entries(cases).map(([text, then]) => ({
    if: { type, required: [key], properties: { [key]: oneOf([text]) } },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { type, ...then },
  }));
  return { ...object, allOf };
}

/** An object with any keys, whose values all fit. */
export function mapOf<T>(value: Schema<T>): Schema<{ readonly [key: string]: T }> {
  return { type: 'object', additionalProperties: value };
}

export function listOf<T>(items: Schema<T>, maxItems?: number): Schema<readonly T[]> {
  return maxItems === undefined ? { type: 'array', items } : { type: 'array', items, maxItems };
}

/** A list in which no text stands twice. */
export function setOf<T extends string>(items: Schema<T>): Schema<readonly T[]> {
  return { type: 'array', items, uniqueItems: true };
}

/** A list in which something stands. */
export function someOf<T>(list: Schema<readonly T[]>): Schema<readonly T[]> {
  return { ...list, minItems: 1 };
}

/** A text of a pattern, and the type of the texts that have it. */
export function matching<T extends string = string>(pattern: string): Schema<T> {
  return { type: 'string', pattern };
}

/** One of a few words. */
export function oneOf<const W extends readonly string[]>(words: W): Schema<W[number]> {
  return { type: 'string', enum: words };
}

/**
 * One of a few words, as far as this release knows them: a newer one may write others, so any text that is not empty
 * fits. Whoever acts on the word asks `unknownWords` first.
 */
export function wordOf<const W extends readonly string[]>(known: W): Schema<W[number]> {
  return { type: 'string', pattern: '^[\\s\\S]', examples: known };
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

/** Any JSON that does not fit a schema. */
export function otherThan(schema: Schema<unknown>): Schema<JsonValue> {
  return { not: schema };
}

export const ANY: Schema<JsonValue> = {};
export const NULL: Schema<null> = { type: 'null' };
export const TEXT: Schema<string> = { type: 'string' };
export const BOOLEAN: Schema<boolean> = { type: 'boolean' };
