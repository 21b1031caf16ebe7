import { schemaParts } from '../record-schema.ts';

type JsonSchema = { readonly [keyword: string]: unknown };

/**
 * The module of the quick check: the schema of a record as functions that say yes or no, several times as fast as the
 * validators, which also keep account of the place they are at. Whoever is told no asks those what is wrong.
 */
export function quickCheckModule(): string {
  const { record, definitions } = schemaParts();
  const parts: { readonly [name: string]: unknown } = { ...definitions, record };
  const code = new Code();
  code.callOf('record');
  const functions = Array.from(
    code.names,
    (name) => `const ${functionOf(name)} = (v) => ${code.check(parts[name], 'v')};`,
  );
  const patterns = Array.from(
    code.patterns,
    (pattern, at) => `const p${at} = new RegExp(${JSON.stringify(pattern)}, "u");`,
  );
  return [HEADER, HELPERS, ...patterns, ...functions, `export { ${functionOf('record')} };\n`].join('\n');
}

/** What TypeScript knows of it. */
export function quickCheckDeclaration(): string {
  return `${HEADER}
import type { LoopRecord } from '../../../core/record/record.ts';

export declare function fitsRecord(value: unknown): value is LoopRecord;
`;
}

const HEADER = '// Made by scripts/generate-sources.ts from the shapes in src/core/record.';

const HELPERS = `const isObject = (v) => typeof v === "object" && v !== null && !Array.isArray(v);
const has = (v, count) => { for (const key in v) count--; return count === 0; };
const all = (v, fits) => { for (const key in v) if (!fits(v[key])) return false; return true; };
const each = (v, fits) => { for (let at = 0; at < v.length; at++) if (!fits(v[at])) return false; return true; };`;

/** Words become a pattern; every text but the empty one needs none. */
const NOT_EMPTY = '^[\\s\\S]';

/**
 * Expressions that are true where a value fits a schema. Every keyword that the shapes have is known, and an unknown one
 * is an error: but `allOf`, what notes say, which is walked (src/codec/record/was-shape.ts), and `examples`.
 */
class Code {
  /** Of the parts that have been called; more come while it is gone through. */
  readonly names = new Set<string>();
  readonly patterns = new Set<string>();

  /** The name of a part's function. */
  callOf(name: string): string {
    this.names.add(name);
    return functionOf(name);
  }

  check(schema: unknown, value: string): string {
    const { $ref, anyOf, not, type, allOf, examples, ...rest }: JsonSchema = Object(schema);
    if (typeof $ref === 'string') return `${this.callOf(partOf($ref))}(${value})`;
    if (Array.isArray(anyOf)) return `(${anyOf.map((one) => this.check(one, value)).join(' || ')})`;
    if (not !== undefined) return `!(${this.check(not, value)})`;
    if (type === undefined) return `${value} !== undefined`;
    const types = [type].flat().map((one) => this.#ofType(one, rest, value).join(' && '));
    return types.length === 1 ? types.join() : `(${types.join(' || ')})`;
  }

  #ofType(type: unknown, schema: JsonSchema, value: string): readonly string[] {
    switch (type) {
      case 'null':
        return [`${value} === null`];
      case 'boolean':
        return [`typeof ${value} === "boolean"`];
      case 'string':
        return [`typeof ${value} === "string"`, ...this.#text(schema, value)];
      case 'integer': {
        const { const: exact, minimum = exact, maximum = exact } = schema;
        return [`Number.isInteger(${value})`, `${value} >= ${minimum}`, `${value} <= ${maximum}`];
      }
      case 'array':
        return [`Array.isArray(${value})`, ...this.#list(schema, value)];
      case 'object':
        return [`isObject(${value})`, ...this.#object(schema, value)];
      default:
        throw new Error(`No check is known for the type ${String(type)}.`);
    }
  }

  #text({ enum: words, pattern = wordsOf(words) }: JsonSchema, value: string): readonly string[] {
    if (typeof pattern !== 'string') return [];
    if (pattern === NOT_EMPTY) return [`${value} !== ""`];
    this.patterns.add(pattern);
    return [`p${[...this.patterns].indexOf(pattern)}.test(${value})`];
  }

  #list({ items, minItems, maxItems, uniqueItems }: JsonSchema, value: string): readonly string[] {
    return [
      ...(minItems === undefined ? [] : [`${value}.length >= ${minItems}`]),
      ...(maxItems === undefined ? [] : [`${value}.length <= ${maxItems}`]),
      ...(items === undefined ? [] : [`each(${value}, ${this.#functionFor(items)})`]),
      ...(uniqueItems === true ? [`(${value}.length < 2 || new Set(${value}).size === ${value}.length)`] : []),
    ];
  }

  #object(schema: JsonSchema, value: string): readonly string[] {
    const { properties = {}, required = [], additionalProperties: others = true, maxProperties } = schema;
    const fields = Object.entries(Object(properties));
    if (fields.length !== Object.keys(Object(required)).length)
      throw new Error('A key that may be missing is unknown.');
    return [
      ...(others === false ? [`has(${value}, ${fields.length})`] : []),
      ...(maxProperties === undefined ? [] : [`Object.keys(${value}).length <= ${maxProperties}`]),
      ...fields.map(([key, one]) => this.check(one, `${value}.${key}`)),
      ...(typeof others === 'boolean' ? [] : [`all(${value}, ${this.#functionFor(others)})`]),
    ];
  }

  #functionFor(schema: unknown): string {
    const { $ref }: JsonSchema = Object(schema);
    return typeof $ref === 'string' ? this.callOf(partOf($ref)) : `(x) => ${this.check(schema, 'x')}`;
  }
}

function wordsOf(words: unknown): string | undefined {
  return Array.isArray(words) ? `^(${words.join('|')})$` : undefined;
}

function partOf(reference: string): string {
  return reference.replace('#/$defs/', '');
}

function functionOf(part: string): string {
  return `fits${part.charAt(0).toUpperCase()}${part.slice(1)}`;
}
