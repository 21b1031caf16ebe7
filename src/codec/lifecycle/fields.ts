import { type Condition, notAmong, quote } from '../../core/model.ts';
import { isPlainObject } from '../text/index.ts';
import { compileCondition, conditionFindings, trustedCondition } from './condition/index.ts';

export type DefinitionFields = { readonly [key: string]: unknown };

/**
 * Reads the fields of a lifecycle and gathers everything that is wrong with them: each reader returns what counts as
 * absent where it found a problem, so that one pass finds them all.
 */
export class FieldReader {
  readonly problems: string[] = [];
  readonly #trusted: boolean;
  readonly #compiled = new Map<string, Condition | null>();

  constructor({ trusted }: { readonly trusted: boolean }) {
    this.#trusted = trusted;
  }

  problem(at: string, text: string): void {
    this.problems.push(at === '' ? text : `${at}: ${text}`);
  }

  map(at: string, value: unknown, what: string): DefinitionFields {
    if (isPlainObject(value)) return value;
    this.problem(at, `${what} must be a map, and is ${quote(value)}`);
    return {};
  }

  keys(at: string, fields: DefinitionFields, known: readonly string[]): void {
    for (const key of Object.keys(fields)) {
      if (known.includes(key)) continue;
      this.problem(at, notAmong(key, 'a key here', known));
    }
  }

  flag(at: string, value: unknown): boolean {
    if (value === undefined || value === null) return false;
    if (typeof value === 'boolean') return value;
    this.problem(at, `must be true or false, and is ${quote(value)}`);
    return false;
  }

  /** A short text of a given form, trimmed. */
  word(at: string, value: unknown, form: { readonly pattern: RegExp; readonly like: string }): string | null {
    if (value === undefined || value === null) return null;
    if (typeof value === 'string' && form.pattern.test(value.trim())) return value.trim();
    this.problem(at, `must be ${form.like}, and is ${quote(value)}`);
    return null;
  }

  /** A condition; one text that stands in several places is compiled once. */
  condition(at: string, value: unknown): Condition | null {
    if (value === undefined || value === null) return null;
    const text = typeof value === 'boolean' ? String(value) : value;
    if (typeof text !== 'string') {
      this.problem(at, `must be a condition (a text), and is ${quote(value)}`);
      return null;
    }
    const known = this.#compiled.get(text);
    if (known) return known;
    const condition = this.#compile(at, text);
    this.#compiled.set(text, condition);
    return condition;
  }

  #compile(at: string, text: string): Condition | null {
    if (this.#trusted) return trustedCondition(text);
    try {
      const condition = compileCondition(text);
      for (const finding of conditionFindings(text)) this.problem(at, finding);
      return condition;
    } catch (error) {
      this.problem(at, error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}
