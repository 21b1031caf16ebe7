import {
  type ContextObject,
  type Facts,
  hasRole,
  type Known,
  type LawSettings,
  type Lifecycle,
  type LoopRecord,
  UNAVAILABLE,
} from '../model.ts';
import { belongs, closersOf, isOfThisCycle, isSetAside, type RecordedPulls } from './belonging.ts';
import { mergedInEarlierCycle } from './select-pull.ts';

interface IssueInput {
  readonly facts: Facts;
  readonly record: LoopRecord | null;
  readonly lifecycle: Lifecycle;
  readonly settings: Pick<LawSettings, 'unmergedClose'>;
}

/** What conditions read of the issue; of an item that is a pull request itself there is none. */
export function issueContext(
  { facts, record, lifecycle, settings }: IssueInput,
  recorded: RecordedPulls,
): ContextObject {
  const { issue } = facts;
  return {
    number: issue === null ? null : facts.number,
    state: issue?.state ?? null,
    state_reason: issue?.stateReason ?? null,
    title: issue?.title ?? null,
    author: issue === null ? null : (facts.author?.login ?? null),
    assignees: issue?.assignees ?? [],
    labels: issue?.labels ?? [],
    created_at: issue === null ? null : facts.createdAt,
    set_aside: isSetAside(facts),
    merged_before: wasMergedBefore(facts, record, lifecycle),
    closed_by: closedBy(facts),
    closed_elsewhere: closedElsewhere(facts),
    close_accepted: settings.unmergedClose === 'accept',
    taken_up: isTakenUp(facts, recorded),
  };
}

function wasMergedBefore(facts: Facts, record: LoopRecord | null, lifecycle: Lifecycle): Known<boolean> {
  const isRecorded = record?.transitions.some(
    (entry) => hasRole(lifecycle, entry.to_state, 'merged') && entry.basis.cycle < facts.reopenings,
  );
  return isRecorded === true ? true : mergedInEarlierCycle(facts);
}

/** What closed the issue; a commit that a merged pull request holds is that pull request's. Null: it is open. */
export function closedBy({ issue, pulls }: Facts): Known<string | null> {
  if (issue === null || issue.state === 'open') return null;
  if (issue.closer === UNAVAILABLE) return UNAVAILABLE;
  if (issue.closer?.kind !== 'commit') return issue.closer?.kind ?? 'hand';
  const closers = closersOf(issue);
  if (closers === UNAVAILABLE || pulls === UNAVAILABLE) return UNAVAILABLE;
  const isHeld = pulls.some((pull) => pull.state === 'merged' && closers.includes(pull.number));
  return isHeld ? 'pull_request' : 'commit';
}

/** The merged pull request of another repository of the same owner that closed the issue. */
function closedElsewhere({ issue }: Facts): Known<string | null> {
  if (issue === null || issue.closer === null) return null;
  if (issue.closer === UNAVAILABLE) return UNAVAILABLE;
  if (issue.closer.kind !== 'elsewhere' || issue.closer.what !== 'pull_request') return null;
  return issue.closer.sameOwner && issue.closer.merged ? issue.closer.url : null;
}

/** Somebody is assigned, or a pull request is merged, or one is open that is no outsider's. */
function isTakenUp(facts: Facts, recorded: RecordedPulls): Known<boolean> {
  const { issue, pulls } = facts;
  if (issue === null) return false;
  if (issue.assignees.length > 0) return true;
  if (pulls === UNAVAILABLE) return UNAVAILABLE;
  const known = pulls.map((pull): Known<boolean> => {
    const belonging = belongs(pull, facts, recorded);
    if (belonging === false) return false;
    const counts = pull.state === 'open' ? not(pull.outsider) : isOfThisCycle(pull, facts);
    return belonging === UNAVAILABLE && counts !== false ? UNAVAILABLE : counts;
  });
  if (known.includes(true)) return true;
  return facts.morePulls || known.includes(UNAVAILABLE) ? UNAVAILABLE : false;
}

function not(value: Known<boolean>): Known<boolean> {
  return value === UNAVAILABLE ? UNAVAILABLE : !value;
}
