import { type Instant, type Known, LoopForgeError, type Sha, trustedSha, UNAVAILABLE } from '../../../core/model.ts';
import { toInstant } from './time.ts';

type Key = string | number;

/** One entry of `errors` in a GraphQL answer. */
export interface AnswerError {
  /** GitHub's upper-case word, such as `FORBIDDEN` or `NOT_FOUND`. */
  readonly type: string | null;
  readonly message: string;
  /** Where in the data the error struck; null: it concerns the answer as a whole. */
  readonly path: readonly Key[] | null;
}

/** What should stand in an answer does not: it failed, or GitHub left it out. */
export class Hole extends LoopForgeError {
  /** The next look may find it there; what the token may not see stays hidden until somebody gives it the permission. */
  get mayPass(): boolean {
    return this.code !== 'permission_missing';
  }
}

/** One page of a connection. */
export interface Page {
  readonly nodes: readonly Answer[];
  /** Where the next page begins; null: this was the last one. */
  readonly next: string | null;
}

/**
 * A place in a GraphQL answer. A partial answer (`errors` beside `data`) is normal, and a place that is empty because
 * of an error is not the same as one that is null. So everything that is read here is there, or null because GitHub
 * says null, or a {@link Hole} is thrown; a list or a count is never null, with an error or without. Who can do without
 * a part of the answer reads it inside {@link known}.
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

  /** The place below, whether it is there or not. */
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

  /** Empty because the token may not see it, or it does not exist. */
  get hidden(): boolean {
    const type = this.missing ? this.error?.type : null;
    return type === 'FORBIDDEN' || type === 'NOT_FOUND';
  }

  /** The error that explains why this place is empty. */
  get error(): AnswerError | null {
    return this.#errors.find((error) => error.path === null || related(error.path, this.#path)) ?? null;
  }

  /** An object that may be null. */
  orNull(key: Key): Answer | null {
    const place = this.at(key);
    if (place.failed) place.lacking();
    return place.missing ? null : place;
  }

  /** Members of a plain list, none of them missing. */
  list(key: Key): readonly Answer[] {
    const members = this.at(key).members();
    for (const member of members) if (member.missing) member.lacking();
    return members;
  }

  /** Members of a plain list as they are; one of them may be missing. */
  members(): readonly Answer[] {
    const value = this.#value;
    return Array.isArray(value) ? value.map((_, index) => this.at(index)) : this.lacking();
  }

  /** One page of a connection, none of its members missing. */
  page(key: Key): Page {
    const connection = this.at(key);
    const info = connection.at('pageInfo');
    return { nodes: connection.list('nodes'), next: info.flag('hasNextPage') ? info.text('endCursor') : null };
  }

  /** One page, the members that are missing too. */
  pageWithHoles(key: Key): Page {
    const info = this.at(key, 'pageInfo');
    const nodes = this.at(key, 'nodes').members();
    return { nodes, next: info.flag('hasNextPage') ? info.text('endCursor') : null };
  }

  /** One page without the members that the token may not see: for finding what to look at, never for deciding. */
  seenPage(key: Key): Page {
    const info = this.at(key, 'pageInfo');
    const nodes = this.at(key, 'nodes').members();
    return {
      nodes: nodes.filter((node) => !node.missing),
      next: info.flag('hasNextPage') ? info.text('endCursor') : null,
    };
  }

  /** The same of a connection that is read from its end. */
  pageFromEnd(key: Key): Page {
    const connection = this.at(key);
    const info = connection.at('pageInfo');
    return { nodes: connection.list('nodes'), next: info.flag('hasPreviousPage') ? info.text('startCursor') : null };
  }

  /** All of a connection that was asked from its start or from its end: there must not be more than the answer holds. */
  whole(key: Key): readonly Answer[] {
    const connection = this.at(key);
    const nodes = connection.list('nodes');
    const info = connection.at('pageInfo');
    const more = ['hasNextPage', 'hasPreviousPage'].map((side) => info.at(side)).filter((side) => !side.missing);
    const total = connection.at('totalCount');
    if (more.length === 0 && total.missing) info.lacking();
    const isCut =
      more.some((side) => side.isTrue()) || (!total.missing && connection.number('totalCount') > nodes.length);
    return isCut ? connection.tooLong() : nodes;
  }

  /** The one member at the end of a connection that was asked for no more than that; null: it has none. */
  newest(key: Key): Answer | null {
    return this.at(key).list('nodes').at(-1) ?? null;
  }

  /** How many members a connection has. */
  count(key: Key): number {
    return this.at(key).number('totalCount');
  }

  textOrNull(key: Key): string | null {
    const value = this.#read(key);
    return typeof value === 'string' ? value : null;
  }

  /** Throws when the text is not there: every answer that is worth reading has it. */
  text(key: Key): string {
    return this.textOrNull(key) ?? this.at(key).lacking();
  }

  shaOrNull(key: Key): Sha | null {
    const text = this.textOrNull(key);
    return text === null ? null : trustedSha(text);
  }

  sha(key: Key): Sha {
    return trustedSha(this.text(key));
  }

  /** A number, also one that JSON carries as text or that is too large for a number. */
  idOrNull(key: Key): string | null {
    const value = this.#read(key);
    if (typeof value === 'number' || typeof value === 'bigint') return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
  }

  id(key: Key): string {
    return this.idOrNull(key) ?? this.at(key).lacking();
  }

  numberOrNull(key: Key): number | null {
    const value = this.#read(key);
    return typeof value === 'number' ? value : null;
  }

  number(key: Key): number {
    return this.numberOrNull(key) ?? this.at(key).lacking();
  }

  flag(key: Key): boolean {
    const value = this.#read(key);
    return typeof value === 'boolean' ? value : this.at(key).lacking();
  }

  /** A time, cut to seconds. */
  timeOrNull(key: Key): Instant | null {
    return toInstant(this.textOrNull(key));
  }

  time(key: Key): Instant {
    return this.timeOrNull(key) ?? this.at(key).lacking();
  }

  /** Throws: nothing can be decided without what should stand here. */
  lacking(): never {
    const where = this.#path.join('.');
    const { error } = this;
    if (error?.type === 'FORBIDDEN') {
      throw new Hole(
        'permission_missing',
        `The token may not read ${where}: ${error.message}. It needs the permissions of the sample workflow.`,
        { cause: error },
      );
    }
    const why = error === null ? '' : `: ${error.message}`;
    throw new Hole('github_unreachable', `GitHub's answer lacks ${where}${why}. Try again.`, {
      cause: error ?? undefined,
    });
  }

  tooLong(): never {
    throw new Hole('github_unreachable', `GitHub has more at ${this.#path.join('.')} than LoopForge reads.`);
  }

  isTrue(): boolean {
    return this.#value === true;
  }

  #read(key: Key): unknown {
    const place = this.at(key);
    return place.failed ? place.lacking() : place.#value;
  }
}

/** What is read from an answer, or unavailable where the answer has a hole that it needs. */
export function known<T>(read: () => T): Known<T> {
  try {
    return read();
  } catch (error) {
    if (error instanceof Hole) return UNAVAILABLE;
    throw error;
  }
}

function below(value: unknown, key: Key): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function related(one: readonly Key[], other: readonly Key[]): boolean {
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((key, index) => key === other[index]);
}
