import type { ExpressionData, Pair } from '@actions/expressions/data/expressiondata';
import * as data from '@actions/expressions/data/index';
import {
  CONTEXT_NAMES,
  type ContextObject,
  type Contexts,
  type ContextValue,
  type JsonValue,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { isPersonal } from './properties.ts';

/** What is stored of a value that must not be stored. */
const READ = '(read)';

/** What one evaluation read, and whether it came upon something that nobody knows. */
export class Trace {
  reads: Record<string, JsonValue> = {};
  unavailable = false;
}

/** Thrown to end an evaluation at once; the trace says so too, since the evaluator wraps what an index throws. */
const STOP = new Error('an unavailable fact was read');

interface Member {
  readonly path: string;
  readonly value: ExpressionData | undefined;
  /** Undefined: the read itself says nothing, only those that follow. */
  readonly stored: JsonValue | undefined;
  readonly unavailable: boolean;
}

/**
 * An object as expressions see it, which notes in the trace what is read from it:
 * - a text, number, boolean or null by its path (a property that is not there: null);
 * - a list as a whole, even when only `[0]` of it is looked at;
 * - of an object within an object the members that are read (and, where it is personal, the object as `(read)`:
 *   whether a payload holds `pull_request` at all may be what a condition asks);
 * - `.*` and functions that take a whole object read every member.
 *
 * Values are converted when first read and kept. Names ignore case, as in GitHub's own contexts, and are looked up
 * among the object's own properties only (`Dictionary` itself would find `constructor`).
 */
export class FactDictionary extends data.Dictionary {
  readonly #source: ContextObject;
  readonly #path: string;
  readonly #trace: Trace;
  readonly #members = new Map<string, Member>();

  constructor(source: ContextObject, path: string, trace: Trace) {
    super();
    this.#source = source;
    this.#path = path;
    this.#trace = trace;
  }

  override get(key: string): ExpressionData | undefined {
    return this.#read(this.#members.get(key) ?? this.#resolve(key));
  }

  override values(): ExpressionData[] {
    return this.pairs().map((pair) => pair.value);
  }

  override pairs(): Pair[] {
    return Object.keys(this.#source).map((key) => ({ key, value: this.get(key) ?? new data.Null() }));
  }

  #read(member: Member): ExpressionData | undefined {
    if (member.unavailable) {
      this.#trace.unavailable = true;
      throw STOP;
    }
    if (member.stored !== undefined) this.#trace.reads[member.path] = member.stored;
    return member.value;
  }

  #resolve(key: string): Member {
    const name = Object.hasOwn(this.#source, key) ? key : this.#sameButForCase(key);
    const path = `${this.#path}.${name ?? key.toLowerCase()}`;
    const value = name === undefined ? undefined : this.#source[name];
    const unavailable = holdsUnavailable(value);
    const member: Member = {
      path,
      value: value === undefined || unavailable ? undefined : convert(value, path, this.#trace),
      stored: unavailable || isPersonal(path) ? READ : toStore(value),
      unavailable,
    };
    this.#members.set(key, member);
    return member;
  }

  #sameButForCase(key: string): string | undefined {
    const lower = key.toLowerCase();
    return Object.keys(this.#source).find((name) => name.toLowerCase() === lower);
  }
}

/** The contexts as the evaluator takes them; each is converted when an expression first names it. */
export class FactContexts extends data.Dictionary {
  readonly #contexts: Contexts;
  readonly #converted = new Map<string, FactDictionary>();
  readonly #trace = new Trace();

  constructor(contexts: Contexts) {
    super();
    this.#contexts = contexts;
  }

  /** Starts the trace of a new evaluation. Evaluations are synchronous and never nest, so one trace will do. */
  begin(): Trace {
    this.#trace.reads = {};
    this.#trace.unavailable = false;
    return this.#trace;
  }

  override get(key: string): ExpressionData | undefined {
    return this.#converted.get(key) ?? this.#convert(key);
  }

  #convert(key: string): FactDictionary | undefined {
    const name = CONTEXT_NAMES.find((context) => context === key.toLowerCase());
    if (name === undefined) return undefined;
    const dictionary = new FactDictionary(this.#contexts[name], name, this.#trace);
    this.#converted.set(key, dictionary);
    return dictionary;
  }
}

function holdsUnavailable(value: ContextValue | undefined): boolean {
  return value === UNAVAILABLE || (Array.isArray(value) && value.some(holdsUnavailable));
}

/** Elements share the path `<list>.*`: which of them was read does not matter, the list is stored as a whole. */
function convert(value: ContextValue, path: string, trace: Trace): ExpressionData {
  if (value === null || typeof value === 'symbol') return new data.Null();
  if (typeof value === 'string') return new data.StringData(value);
  if (typeof value === 'number') return new data.NumberData(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  if (!isList(value)) return new FactDictionary(value, path, trace);
  const list = new data.Array();
  for (const element of value) list.add(convert(element, `${path}.*`, trace));
  return list;
}

function toStore(value: ContextValue | undefined): JsonValue | undefined {
  if (value === undefined || value === null || typeof value === 'symbol') return null;
  if (typeof value !== 'object') return value;
  return isList(value) ? value.map((element) => toStore(element) ?? READ) : undefined;
}

/** `Array.isArray` does not narrow read-only arrays. */
function isList(value: readonly ContextValue[] | ContextObject): value is readonly ContextValue[] {
  return Array.isArray(value);
}
