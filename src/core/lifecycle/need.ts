import type { NEED_KINDS } from '../values/index.ts';

export type NeedKind = (typeof NEED_KINDS)[number];

/** One thing that is missing for a state. Data: `sentences.ts` puts it into words. */
export interface Need {
  readonly kind: NeedKind;
  /** The state that needs it. */
  readonly to: string;
  readonly names: readonly string[];
  readonly counts: { readonly [word: string]: number };
}

/** A need before it is known which state has it. */
export type MissingNeed = Omit<Need, 'to'>;

/** No need names more than this: `counts.total` says how many there are. */
const MAX_NAMES = 20;

/** A need that names nothing, or a few things. */
export function missingNeed(kind: NeedKind, names: readonly string[] = [], counts: Need['counts'] = {}): MissingNeed {
  return { kind, names, counts };
}

/** A need that lists things, of which there may be many. */
export function missingNeedOfEach(kind: NeedKind, names: readonly string[]): MissingNeed {
  return { kind, names: names.slice(0, MAX_NAMES), counts: { total: names.length } };
}
