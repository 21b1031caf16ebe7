import type { Schema } from './record-schema-parts.ts';

/** The first place of a value that does not fit its schema. */
export interface Misfit {
  /** As a JSON pointer; empty: the value itself. */
  readonly place: string;
  /** The keyword of JSON Schema that is not met. */
  readonly keyword: string;
  /** What the keyword asks for, or the key that is missing or too many. */
  readonly detail: unknown;
}

/** Null: the value fits. */
export type Check = (value: unknown) => Misfit | null;

type Compile = (schema: unknown) => Check;

/** Each keyword that is known here, in the order in which they are looked at. */
const KEYWORDS: { readonly [keyword: string]: (argument: unknown, schema: Schema, compile: Compile) => Check } = {
  $ref: (name, _, compile) => compile({ $ref: name }),
  type: (types) => {
    const names = [types].flat().map(String);
    return (value) => (names.some((name) => isOfType(value, name)) ? null : misfit('type', names.join(' or ')));
  },
  minimum: (limit) => (value) => (typeof value === 'number' && value < Number(limit) ? misfit('minimum', limit) : null),
  maximum: (limit) => (value) => (typeof value === 'number' && value > Number(limit) ? misfit('maximum', limit) : null),
  pattern: (text) => {
    const pattern = new RegExp(String(text), 'u');
    return (value) => (typeof value === 'string' && !pattern.test(value) ? misfit('pattern', text) : null);
  },
  maxItems: (limit) => (value) =>
    Array.isArray(value) && value.length > Number(limit) ? misfit('maxItems', limit) : null,
  uniqueItems: () => (value) =>
    Array.isArray(value) && new Set(value).size < value.length ? misfit('uniqueItems', true) : null,
  items: (schema, _, compile) => eachItem(compile(schema)),
  required: (keys) => hasAll(listOfTexts(keys)),
  properties: (properties, { additionalProperties = {} }, compile) => {
    return eachProperty(mapValues(asSchema(properties), compile), compile(additionalProperties));
  },
  additionalProperties: (schema, { properties }, compile) =>
    properties === undefined ? eachProperty(new Map(), compile(schema)) : fits,
  anyOf: (schemas, _, compile) => {
    const checks = Array.isArray(schemas) ? schemas.map(compile) : [];
    return (value) => (checks.some((check) => check(value) === null) ? null : misfit('anyOf', null));
  },
};

const ANNOTATIONS = ['$schema', '$id', '$defs', 'title'];

/**
 * Turns a JSON Schema into a function. It knows the keywords that our schemas use and refuses every other, so that none
 * is silently left unchecked; `uniqueItems` is for lists of plain values. A general validator's code for the record's
 * schema is thirty times as long, and a process that reads one record spends its time on loading it.
 *
 * @throws TypeError where the schema uses a keyword that is not known, or refers to a definition that is not there.
 */
export function schemaCheck(root: Schema): Check {
  const known = new Map<unknown, Check>();
  const definition = (ref: unknown): Check => {
    const found = known.get(ref);
    if (found !== undefined) return found;
    const schema = asSchema(root['$defs'] ?? {})[String(ref).replace('#/$defs/', '')];
    if (schema === undefined) throw new TypeError(`The schema has no definition ${String(ref)}`);
    const check = compile(schema);
    known.set(ref, check);
    return check;
  };
  const compile: Compile = (schema) => {
    if (schema === false) return () => misfit('additionalProperties', null);
    const object = asSchema(schema);
    if ('$ref' in object && Object.keys(object).length === 1) return definition(object['$ref']);
    return compileObject(object, compile);
  };
  return compile(root);
}

function compileObject(schema: Schema, compile: Compile): Check {
  const unknown = Object.keys(schema).find((key) => !Object.hasOwn(KEYWORDS, key) && !ANNOTATIONS.includes(key));
  if (unknown !== undefined) throw new TypeError(`The schema uses the unknown keyword ${unknown}`);
  const checks = Object.entries(KEYWORDS).flatMap(([keyword, make]) =>
    Object.hasOwn(schema, keyword) ? make(schema[keyword], schema, compile) : [],
  );
  const [only] = checks;
  if (only === undefined) return fits;
  return checks.length === 1 ? only : firstOf(checks);
}

function firstOf(checks: readonly Check[]): Check {
  return (value) => {
    for (const check of checks) {
      const found = check(value);
      if (found !== null) return found;
    }
    return null;
  };
}

function eachItem(check: Check): Check {
  return (value) => {
    if (!Array.isArray(value)) return null;
    for (let index = 0; index < value.length; index++) {
      const found = check(value[index]);
      if (found !== null) return within(String(index), found);
    }
    return null;
  };
}

function hasAll(keys: readonly string[]): Check {
  return (value) => {
    const missing = isObject(value) ? keys.find((key) => !Object.hasOwn(value, key)) : undefined;
    return missing === undefined ? null : misfit('required', missing);
  };
}

function eachProperty(properties: ReadonlyMap<string, Check>, others: Check): Check {
  return (value) => {
    if (!isObject(value)) return null;
    for (const key of Object.keys(value)) {
      const check = properties.get(key);
      const found = (check ?? others)(value[key]);
      if (found === null) continue;
      const tooMany = check === undefined && found.keyword === 'additionalProperties' && found.detail === null;
      return tooMany ? misfit('additionalProperties', key) : within(key, found);
    }
    return null;
  };
}

function fits(): null {
  return null;
}

function misfit(keyword: string, detail: unknown): Misfit {
  return { place: '', keyword, detail };
}

function within(key: string, found: Misfit): Misfit {
  return { ...found, place: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${found.place}` };
}

function isOfType(value: unknown, name: string): boolean {
  switch (name) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === name;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asSchema(value: unknown): Schema {
  if (isObject(value)) return value;
  throw new TypeError(`${String(value)} is no schema`);
}

function listOfTexts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function mapValues(schemas: Schema, compile: Compile): ReadonlyMap<string, Check> {
  return new Map(Object.entries(schemas).map(([key, schema]) => [key, compile(schema)]));
}
