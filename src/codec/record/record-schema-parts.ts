/** A JSON Schema (draft 2020-12) as plain data. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** An object with exactly these keys: none missing, none beside them. */
export function closed(properties: { readonly [key: string]: Schema }): Schema {
  return { type: 'object', additionalProperties: false, required: Object.keys(properties), properties };
}

/** An object with any keys, whose values all fit. */
export function mapOf(value: Schema): Schema {
  return { type: 'object', additionalProperties: value };
}

export function listOf(items: Schema, maxItems?: number): Schema {
  return maxItems === undefined ? { type: 'array', items } : { type: 'array', items, maxItems };
}

/** The schema, or null: only for a schema with a `type`, whose other keywords say nothing about null. */
export function orNull(schema: Schema): Schema {
  return { ...schema, type: [schema['type'], 'null'] };
}

export function matching(pattern: string): Schema {
  return { type: 'string', pattern };
}

/** One of a few words. A pattern, since ajv compiles an enum to code that carries the whole schema along. */
export function oneOfWords(words: readonly string[]): Schema {
  return matching(`^(${words.join('|')})$`);
}

export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}

export const ANY: Schema = {};
export const NULL: Schema = { type: 'null' };
export const TEXT: Schema = { type: 'string' };
export const NAME = matching('^[\\s\\S]');
export const BOOLEAN: Schema = { type: 'boolean' };
export const COUNT: Schema = { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
export const POSITIVE: Schema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
/** 32 bytes as unpadded base64url: the last character carries four bits, so only sixteen are possible there. */
export const HASH = matching('^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$');
export const SHA = matching('^([0-9a-f]{40}|[0-9a-f]{64})$');
export const TIME = matching(
  '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$',
);
const OWNER_AND_NAME = '[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+';
export const REPO = matching(`^${OWNER_AND_NAME}$`);
export const RECORD_ID = matching(`^(loop-[0-9a-f]{8}|${OWNER_AND_NAME}#[1-9][0-9]*)$`);
