import { cutMap, cutText, cutValue, encodedSize, SIZES } from '../../encoding/index.ts';
import { LoopForgeError } from '../../values/index.ts';
import { type Entry, type Evidence, keptIn, type RecordedNeed, type Was } from '../index.ts';

/** What the parts of an entry that may be of any length take at most: the facts of others, and what is said of them. */
const ROOM = { message: 1_000, needs: 1_000, facts: 1_500, checks: 2_500 } as const;
/** The longest name of a check, and the longest text or list among the facts. */
const LONGEST = 400;
const MOST_CHECKS = 30;
/** Evidence and message of so few characters fit into any entry in which nothing is claimed. */
const SMALL = 500;
/** The keys and quotes around the parts, names of states and codes, and the hash, which comes last. */
const AROUND = 600;

/** What of a draft decides how long its entry becomes, apart from what every entry has. */
interface Lengthy {
  readonly evidence: Evidence;
  readonly message?: string;
  readonly needs?: readonly RecordedNeed[];
  readonly was?: Was | null;
}

/** The parts of an entry that are cut to fit. */
export interface Fitted {
  readonly evidence: Evidence;
  readonly message: string;
  readonly needs: readonly RecordedNeed[];
}

/**
 * The parts of a draft whose length others decide, cut until the entry is as small as an entry must be: message, facts
 * and checks, each with a count of what is left out. What somebody claims is never cut.
 * @param rest all the rest of the entry
 */
export function fitted(draft: Lengthy, rest: { readonly metadata: object }): Fitted {
  const { evidence, message = '', needs = [], was = null } = draft;
  if (isSmall(evidence, message, rest) && needs.length === 0) return { evidence, message, needs };
  let room = SIZES.entry - AROUND - encodedSize(rest) - encodedSize(was);
  const take = <T>(part: (room: number) => T, most: number): T => {
    const cut = part(Math.max(0, Math.min(room, most)));
    room -= encodedSize(cut);
    return cut;
  };
  const said = take((most) => cutText(message, most), ROOM.message);
  const lacked = take((most) => cutNeeds(needs, most), ROOM.needs);
  const limits = { longest: LONGEST, most: MOST_CHECKS };
  const facts = take((most) => cutMap(evidence.facts, { ...limits, room: most }, cutValue), ROOM.facts);
  const checks = take(
    (most) => evidence.checks && cutMap(evidence.checks, { ...limits, room: most }, cutText),
    ROOM.checks,
  );
  return { evidence: { ...evidence, facts, checks }, message: said, needs: lacked };
}

/** Names that find no room are left out: `counts.total` says how many there are. */
export function cutNeeds(needs: readonly RecordedNeed[], room: number): readonly RecordedNeed[] {
  let left = room;
  return needs.flatMap(({ kind, names, counts }) => {
    left -= encodedSize({ kind, names: [], counts });
    if (left < 0) return [];
    const kept = names
      .map((name) => cutText(name, LONGEST / 4))
      .filter((name) => {
        left -= encodedSize(name) + 1;
        return left >= 0;
      });
    return [{ kind, names: kept, counts: kept.length < names.length ? { total: names.length, ...counts } : counts }];
  });
}

/** Most entries are, and need not be measured. */
function isSmall(evidence: Evidence, message: string, { metadata }: { readonly metadata: object }): boolean {
  const isBare = evidence.checks === null && message === '' && Object.keys(evidence.facts).length === 0;
  const isClaim = Object.keys(metadata).length > 0;
  return isBare || (!isClaim && JSON.stringify(evidence).length + message.length <= SMALL);
}

/**
 * Nothing larger than the rule is written.
 * @throws LoopForgeError `input_invalid` where what somebody claims makes an entry too large, `record_invalid` else
 */
export function checkSizes(entries: readonly Entry[]): void {
  for (const entry of entries) {
    const most = keptIn(entry).length > 0 ? SIZES.keeping : SIZES.entry;
    const size = encodedSize(entry);
    if (size > most) throw tooLarge(entry, size, most);
  }
}

function tooLarge({ seq, metadata }: Entry, size: number, most: number): LoopForgeError {
  const isClaim = Object.keys(metadata).length > 0;
  const advice = isClaim ? ' Shorten its metadata and its reason.' : '';
  return new LoopForgeError(
    isClaim ? 'input_invalid' : 'record_invalid',
    `Entry ${seq} would take ${size} characters, and an entry of its kind takes at most ${most}. Nothing was written.${advice}`,
  );
}
