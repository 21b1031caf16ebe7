import type { JsonObject } from '../values/index.ts';
import { canonicalize } from './canonical.ts';

/** How many characters of the hidden line a part of a record may take, so that whatever happens finds room. */
export const SIZES = {
  /** An entry of its own. */
  entry: 7_000,
  /** What a workflow or a person adds to one: its metadata, the reason among them. */
  claim: 5_000,
  settings: 2_000,
  /** A note that keeps another entry whole. */
  keeping: 16_000,
} as const;

/** What a salt takes: its own characters, the quotes and the comma; its key is counted with it. */
const SALT = 'A'.repeat(43);

/** What a claim takes: everything that comes from whoever makes it, and the salts that go with it. */
export function claimSize(metadata: JsonObject): number {
  const salts = Object.fromEntries(Object.keys(metadata).map((key) => [key, SALT]));
  return encodedSize({ metadata, salts });
}

/**
 * What the hidden line spells as `\u` and four digits, since no HTML comment may end in it: a dash with a dash before
 * it, `<`, `>`, `&` and all that is not printable ASCII. None of it occurs outside strings.
 */
export const ESCAPED = /(?<=-)-|[<>&\u007f-\uffff]/g;

/**
 * How many characters a value takes in the hidden line.
 * @throws LoopForgeError `record_invalid` where the value holds what JSON cannot
 */
export function encodedSize(value: unknown): number {
  const text = canonicalize(value);
  return text.length + 5 * (text.match(ESCAPED)?.length ?? 0);
}
