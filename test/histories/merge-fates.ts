import type { LoopRecord } from '../../src/core/record/record.ts';
import { repoOf } from '../support/github/world/hub.ts';
import type { Pull } from '../support/github/world/model.ts';
import type { RepoState } from '../support/github/world/state.ts';
import { cycleStart, ownPulls } from './belonging.ts';
import { verdictOn } from './merge-hour.ts';
import { happenedIn, type Replay } from './replay.ts';

/** What a record says of a merge. `unjudged`: that it could not be judged, by name. `lost`: nothing at all. */
export type Fate = 'recorded' | 'refused' | 'judged' | 'unjudged' | 'lost';

export interface MergeFate {
  readonly replay: Replay;
  readonly repo: RepoState;
  readonly pull: Pull;
  readonly fate: Fate;
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000;

/** Every merge that the record has to account for: of the item's own pull requests, in this cycle, not long before its birth. */
export function mergeFates(replay: Replay): readonly MergeFate[] {
  const record = replay.run?.record ?? null;
  const last = replay.history.scenes.at(-1);
  if (record === null || last === undefined) return [];
  const repo = repoOf(last.hub, last.repo);
  const since = cycleStart(repo);
  const birth = Date.parse(record.created_at);
  return ownPulls(last.hub, repo)
    .filter(({ mergedAt }) => mergedAt !== null && mergedAt >= since && Date.parse(mergedAt) >= birth - WEEK_MS)
    .filter((pull) => !accusesLate(replay, repo, pull))
    .map((pull) => ({ replay, repo, pull, fate: fateOf(pull, record, replay) }));
}

/**
 * What is written under a merge afterwards may heal, but not accuse: such a merge, out of order, is nobody's. In strict
 * it may be out of order for less than is looked for here.
 */
function accusesLate({ lifecycle }: Replay, repo: RepoState, pull: Pull): boolean {
  const isLate = pull.bodyEdit !== null && pull.bodyEdit.at > (pull.mergedAt ?? '');
  return isLate && (lifecycle === 'strict' || verdictOn(repo, pull) !== 'in order');
}

function fateOf(pull: Pull, record: LoopRecord, replay: Replay): Fate {
  const isOfIt = (entry: { readonly pr: number | null }): boolean => entry.pr === pull.number;
  if (record.transitions.some((step) => isOfIt(step) && step.to_state === 'merged')) return 'recorded';
  if (record.notes.some((note) => note.kind === 'merge_judged' && isOfIt(note))) return 'judged';
  if (record.rejections.some((refused) => isOfIt(refused) && refused.to_state === 'merged')) return 'refused';
  return isNamed(pull, replay) ? 'unjudged' : 'lost';
}

/** The last run says that it could not be judged. */
function isNamed({ number }: Pull, replay: Replay): boolean {
  return happenedIn(replay).at(-1)?.plan.unjudged.includes(number) === true;
}
