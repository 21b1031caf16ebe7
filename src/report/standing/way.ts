import type { LoopRecord, NeedKind, Rejection } from '../../core/model.ts';
import { actOf, refusedInRecord } from '../../core/words/index.ts';
import { builtInLawOf } from './built-in-law.ts';

/** One station of the way that an item takes. */
export interface Stage {
  /** What it is called; of a lifecycle of the user's own, its state or states. */
  readonly name: string;
  /** It is a name of the user's own, and no word. */
  readonly isState: boolean;
  readonly mark: 'past' | 'now' | 'wrong' | 'ahead';
  /** How often the item came through. */
  readonly count: number;
}

/** The stations of the built-in lifecycles. */
const STAGES: readonly { readonly name: string; readonly states: readonly string[] }[] = [
  { name: 'issue', states: ['issue_created'] },
  { name: 'queued', states: ['task_queued'] },
  { name: 'pull request', states: ['pr_created'] },
  { name: 'CI', states: ['ci_pending', 'ci_passed', 'ci_failed'] },
  { name: 'review', states: ['awaiting_review', 'approved'] },
  { name: 'merge', states: ['merged'] },
  { name: 'closed', states: ['closed'] },
];

/** Before its pull request an item that is one has nothing. */
const OF_ISSUES = ['issue', 'queued'];

/** What the record holds of the way in this cycle. */
interface Way {
  readonly stages: readonly Stage[];
  /** What came before stands in sealed parts of the record. */
  readonly isCut: boolean;
}

/** Past, now and ahead; ahead only as far as the lifecycle is a built-in one, or the next states are known. */
export function wayOf(record: LoopRecord, open: readonly (Rejection | null)[]): Way {
  const isBuiltIn = builtInLawOf(record) !== null;
  const nameOf = (state: string): string => (isBuiltIn ? stageOf(state) : state);
  const { path, counts, isCut } = trodden(record, nameOf);
  const here = nameOf(record.state);
  const wrong = new Set(open.flatMap((entry) => wrongStage(entry)));
  const ahead = isBuiltIn ? stagesAfter(here, record, open) : nextOf(record, path);
  const stage = (name: string, mark: Stage['mark']): Stage => {
    const isWrong = isBuiltIn && wrong.has(name);
    return {
      name,
      isState: !isBuiltIn,
      mark: isWrong ? 'wrong' : mark,
      count: mark === 'ahead' ? 1 : (counts.get(name) ?? 1),
    };
  };
  const isPull = isBuiltIn && record.ref.includes('/pull/');
  const past = path
    .slice(0, -1)
    .filter((name) => !(isPull && OF_ISSUES.includes(name)))
    .map((name) => stage(name, 'past'));
  return { stages: [...past, stage(here, markOf(record)), ...ahead.map((name) => stage(name, 'ahead'))], isCut };
}

function stageOf(state: string): string {
  return STAGES.find(({ states }) => states.includes(state))?.name ?? state;
}

function markOf({ state, head }: LoopRecord): Stage['mark'] {
  if (state === 'ci_failed') return 'wrong';
  return head.shown?.allowed.length === 0 || state === 'closed' ? 'past' : 'now';
}

/** The stations of this cycle, each once: whoever goes back treads the rest anew. */
function trodden(
  { transitions, head, segments, state }: LoopRecord,
  nameOf: (state: string) => string,
): { readonly path: readonly string[]; readonly counts: ReadonlyMap<string, number>; readonly isCut: boolean } {
  const own = transitions.filter(({ basis }) => basis.cycle === head.cycle);
  const path: string[] = [];
  const visits = new Map<string, number>();
  const counts = new Map<string, number>();
  const tread = (to: string): void => {
    const name = nameOf(to);
    const known = path.indexOf(name);
    path.splice(known === -1 ? path.length : known, path.length, name);
    visits.set(to, (visits.get(to) ?? 0) + 1);
    counts.set(name, Math.max(counts.get(name) ?? 0, visits.get(to) ?? 0));
  };
  const from = own[0]?.from_state ?? null;
  const isCut = segments.length > 0 && own.length === transitions.length;
  if (isCut && from !== null) tread(from);
  for (const { to_state } of own) tread(to_state);
  if (path.at(-1) !== nameOf(state)) tread(state);
  return { path, counts, isCut };
}

/** A review that nobody asks for is not on the way, as soon as the record knows: before that it is in the lifecycle. */
function stagesAfter(
  here: string,
  { state, head }: LoopRecord,
  open: readonly (Rejection | null)[],
): readonly string[] {
  const at = STAGES.findIndex(({ name }) => name === here);
  const isReady = state === 'ci_passed' && head.shown?.allowed.includes('merged') === true;
  const skipsReview = isReady || open.some(isMergeWithoutReview);
  return at === -1
    ? []
    : STAGES.slice(at + 1)
        .map(({ name }) => name)
        .filter((name) => !(skipsReview && name === 'review'));
}

/** Of a lifecycle that is not known here only the next states are, and those behind are no way ahead. */
function nextOf({ head }: LoopRecord, path: readonly string[]): readonly string[] {
  return (head.shown?.allowed ?? []).filter((name) => !path.includes(name)).slice(0, 1);
}

const OF_REVIEWS: readonly NeedKind[] = ['approvals', 'code_owner', 'changes_requested', 'unreadable'];

/** A merge of which all is known that was missing, and no review was. */
function isMergeWithoutReview(entry: Rejection | null): boolean {
  if (entry === null || actOf(refusedInRecord(entry)) !== 'merge' || entry.needs.length === 0) return false;
  return !entry.needs.some(({ kind }) => OF_REVIEWS.includes(kind));
}

function wrongStage(entry: Rejection | null): readonly string[] {
  if (entry === null) return [];
  const act = actOf(refusedInRecord(entry));
  if (act === 'merge') return ['merge'];
  return act === 'close' ? ['closed'] : [];
}
