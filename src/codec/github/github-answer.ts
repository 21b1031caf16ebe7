import { LoopForgeError } from '../../core/errors.ts';
import { toInstant } from './github-time.ts';

type Key = string | number;

/** One entry of `errors` in a GraphQL answer. */
export interface AnswerError {
  /** GitHub's upper-case word, such as `FORBIDDEN` or `NOT_FOUND`. */
  readonly type: string | null;
  readonly message: string;
  /** Where in the data the error struck; null: it concerns the answer as a whole. */
  readonly path: readonly Key[] | null;
}

/**
 * A place in a GraphQL answer. A partial answer (`errors` beside `data`) is normal: a place that is empty because of
 * an error is `failed`, which is not the same as being null.
 */
export class Answer {
  readonly #value: unknown;
  readonly #path: readonly Key[];
  readonly #errors: readonly AnswerError[];

  constructor(value: unknown, errors: readonly AnswerError[] = [], path: readonly Key[] = []) {
    this.#value = value;
    this.#errors = errors;
    this.#path = path;
  }

  /** The place below; a place that is not there is `missing`. */
  at(...keys: readonly Key[]): Answer {
    let value = this.#value;
    for (const key of keys) value = below(value, key);
    return new Answer(value, this.#errors, [...this.#path, ...keys]);
  }

  get missing(): boolean {
    return this.#value === null || this.#value === undefined;
  }

  /** Empty because of an error here, above or below (a null climbs up to the next nullable field). */
  get failed(): boolean {
    return this.missing && this.error !== null;
  }

  /** The error that explains why this place is empty. */
  get error(): AnswerError | null {
    return this.#errors.find((error) => error.path === null || related(error.path, this.#path)) ?? null;
  }

  /** Members of a connection's `nodes`; a member may be missing. */
  get nodes(): readonly Answer[] {
    return Array.isArray(this.#value) ? this.items : this.at('nodes').items;
  }

  /** Members of a plain list. */
  get items(): readonly Answer[] {
    return Array.isArray(this.#value) ? this.#value.map((_, index) => this.at(index)) : [];
  }

  textOrNull(key: Key): string | null {
    const { value } = this.#read(key);
    return typeof value === 'string' ? value : null;
  }

  /** Throws when the text is not there: every answer that is worth reading has it. */
  text(key: Key): string {
    return this.textOrNull(key) ?? this.at(key).lacking();
  }

  /** A number, also one that JSON carries as text or that is too large for a number. */
  idOrNull(key: Key): string | null {
    const { value } = this.#read(key);
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
  }

  id(key: Key): string {
    return this.idOrNull(key) ?? this.at(key).lacking();
  }

  numberOrNull(key: Key): number | null {
    const { value } = this.#read(key);
    return typeof value === 'number' ? value : null;
  }

  number(key: Key): number {
    return this.numberOrNull(key) ?? this.at(key).lacking();
  }

  flag(key: Key): boolean {
    return this.#read(key).value === true;
  }

  /** A time, cut to seconds. */
  timeOrNull(key: Key): string | null {
    return toInstant(this.textOrNull(key));
  }

  time(key: Key): string {
    return this.timeOrNull(key) ?? this.at(key).lacking();
  }

  /** Throws: nothing can be decided without what should stand here. */
  lacking(): never {
    const where = this.#path.join('.');
    const { error } = this;
    if (error?.type === 'FORBIDDEN') {
      throw new LoopForgeError(
        'permission_missing',
        `The token may not read ${where}: ${error.message}. Give the job the permissions of the sample workflow.`,
        { cause: error },
      );
    }
    const why = error === null ? '' : `: ${error.message}`;
    throw new LoopForgeError('github_unreachable', `GitHub's answer lacks ${where}${why}. Run the job again.`, {
      cause: error ?? undefined,
    });
  }

  #read(key: Key): { readonly value: unknown } {
    return { value: below(this.#value, key) };
  }
}

/** The `errors` of a GraphQL answer, in our shape. */
export function answerErrors(errors: unknown): readonly AnswerError[] {
  return new Answer(errors).nodes.map((error) => ({
    type: error.textOrNull('type'),
    message: error.textOrNull('message') ?? 'unknown error',
    path: pathOf(error.at('path')),
  }));
}

function pathOf(path: Answer): readonly Key[] | null {
  const { nodes } = path;
  if (nodes.length === 0) return null;
  return nodes.map((_, index) => path.numberOrNull(index) ?? path.textOrNull(index) ?? '');
}

function below(value: unknown, key: Key): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function related(one: readonly Key[], other: readonly Key[]): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((key, index) => key === other[index]);
}
