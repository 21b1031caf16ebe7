import { notAmong, quote } from '../../core/model.ts';

/** What came of reading one value: the value, or a sentence that names it and says what is accepted. */
type SettingReading<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'problem'; readonly problem: string };

/** One kind of setting: how its value is written, and the means to read it. */
export interface SettingKind<T> {
  readonly kind: 'enum' | 'boolean' | 'list' | 'text' | 'count';
  /** What is accepted, in words. */
  readonly accepted: string;
  readonly read: (raw: unknown) => SettingReading<T>;
}

const value = <T>(read: T): SettingReading<T> => ({ kind: 'value', value: read });

function refused(raw: unknown, accepted: string): { readonly kind: 'problem'; readonly problem: string } {
  const what = raw === null || raw === undefined || raw === '' ? 'it has no value' : `${quote(raw)} is not accepted`;
  return { kind: 'problem', problem: `${what}; use ${accepted}` };
}

function notOne(raw: unknown, words: readonly string[]): { readonly kind: 'problem'; readonly problem: string } {
  const isEmpty = raw === null || raw === undefined || raw === '';
  return isEmpty
    ? refused(raw, alternatives(words))
    : { kind: 'problem', problem: notAmong(raw, 'one of its values', words) };
}

/** One of a few words, exactly as they are written. */
export function choiceOf<const Word extends string>(words: readonly Word[]): SettingKind<Word> {
  const accepted = alternatives(words);
  return {
    kind: 'enum',
    accepted,
    read: (raw) => {
      const found = words.find((word) => word === (typeof raw === 'string' ? raw.trim() : raw));
      return found === undefined ? notOne(raw, words) : value(found);
    },
  };
}

/** `true` or `false` in the spellings of YAML 1.2, which are also those of the runner. */
export function flag(): SettingKind<boolean> {
  const accepted = 'true or false';
  return {
    kind: 'boolean',
    accepted,
    read: (raw) => {
      const text = typeof raw === 'string' ? raw.trim() : raw;
      if (text === true || text === 'true' || text === 'True' || text === 'TRUE') return value(true);
      if (text === false || text === 'false' || text === 'False' || text === 'FALSE') return value(false);
      return notOne(raw, ['true', 'false']);
    },
  };
}

/** One line of text; empty: none. */
export function text(limit: { readonly max: number; readonly like: string }): SettingKind<string> {
  const accepted = `one line of at most ${limit.max} characters, such as ${limit.like}`;
  return {
    kind: 'text',
    accepted,
    read: (raw) => {
      if (raw === null || raw === undefined) return value('');
      if (typeof raw === 'string' && isLine(raw.trim(), limit.max)) return value(raw.trim());
      return refused(raw, typeof raw === 'string' ? accepted : `${accepted}, in quotes`);
    },
  };
}

/** A whole number. */
export function count(range: { readonly min: number; readonly max: number }): SettingKind<number> {
  const accepted = `a whole number from ${range.min} to ${range.max}`;
  return {
    kind: 'count',
    accepted,
    read: (raw) => {
      const number = typeof raw === 'string' && /^\s*\d{1,15}\s*$/.test(raw) ? Number(raw) : raw;
      const fits = typeof number === 'number' && Number.isInteger(number) && number >= range.min && number <= range.max;
      return fits ? value(number) : refused(raw, accepted);
    },
  };
}

/** What a list is made of. */
export interface ListItem {
  readonly plural: string;
  /** What each has to be, said where this one is not. */
  readonly each: (raw: unknown) => string;
  /** Undefined: it is none. */
  readonly read: (raw: unknown) => string | undefined;
}

/** Texts, one a line or as a list of YAML; blank lines and repetitions are dropped. */
export function list(item: ListItem): SettingKind<readonly string[]> {
  const accepted = `${item.plural}, one a line or as a list`;
  return {
    kind: 'list',
    accepted,
    read: (raw) => {
      if (raw === null || raw === undefined) return value([]);
      const items: readonly unknown[] = Array.isArray(raw) ? raw : typeof raw === 'string' ? lines(raw) : [raw];
      const read: string[] = [];
      for (const each of items) {
        const one = item.read(typeof each === 'string' ? each.trim() : each);
        if (one === undefined) return refused(each, `${accepted} (each ${item.each(each)})`);
        read.push(one);
      }
      return value([...new Set(read)]);
    },
  };
}

function lines(raw: string): readonly string[] {
  return raw.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
}

/** One line that can be stored and shown. */
export function isLine(raw: string, max: number): boolean {
  return raw.length <= max && raw.isWellFormed() && !/\p{Cc}/u.test(raw);
}

function alternatives(words: readonly string[]): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
