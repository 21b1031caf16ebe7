import {
  type Facts,
  type IssueFacts,
  isAfter,
  isBefore,
  type Known,
  LINKED_WITHIN_MS,
  type LoopRecord,
  msBetween,
  type PullFacts,
  UNAVAILABLE,
} from '../model.ts';

/** What the record knows of pull requests. */
export interface RecordedPulls {
  /** Of the last step. */
  readonly pr: number | null;
  /** The cycle that the last step was taken in. */
  readonly stepCycle: number;
  readonly mergedPr: number | null;
  /** The cycle that `mergedPr` belongs to. */
  readonly cycle: number;
}

export function recordedIn(record: LoopRecord | null): RecordedPulls {
  return {
    pr: record?.head.pr ?? null,
    stepCycle: record?.head.basis.cycle ?? 0,
    mergedPr: record?.head.merged_pr ?? null,
    cycle: record?.head.cycle ?? 0,
  };
}

/** `inferred`: only a description that was edited after the merge says so; that heals, and accuses nobody. */
export type Belonging = boolean | 'inferred';

/**
 * Does a pull request belong to the item? An item without an issue is the pull request itself. To an issue it belongs
 * where GitHub says so, its own description or branch does, the commit that closed the issue is one of its own, or, once
 * it is merged, a step of this cycle names it. Unavailable: it depends on who edited the description, which could not be
 * read.
 */
export function belongs(pull: PullFacts, facts: Facts, recorded: RecordedPulls): Known<Belonging> {
  const { issue } = facts;
  if (issue === null) return true;
  if (pull.state === 'merged' && (isRecorded(pull, facts, recorded) || isCloser(pull, issue))) return true;
  if (pull.link === 'none') return false;
  return isSaidInTime(pull) ? true : saidLater(pull, facts);
}

function isRecorded(pull: PullFacts, facts: Facts, recorded: RecordedPulls): boolean {
  const { reopenings } = facts;
  if (pull.number === recorded.mergedPr && recorded.cycle === reopenings) return true;
  return pull.number === recorded.pr && recorded.stepCycle === reopenings;
}

/** A link that does not rest on text, or whose text stood there before the merge. */
function isSaidInTime(pull: PullFacts): boolean {
  const byText = pull.link === 'reference' || pull.link === 'keyword';
  if (!byText || pull.mergedAt === null) return true;
  return pull.edited !== UNAVAILABLE && (pull.edited === null || !isAfter(pull.edited.at, pull.mergedAt));
}

/** Only whoever may push can say so later, and only soon after. */
function saidLater(pull: PullFacts, { closedAt }: Facts): Known<Belonging> {
  const { edited, mergedAt } = pull;
  if (edited === UNAVAILABLE || edited?.mayPush === UNAVAILABLE) return UNAVAILABLE;
  const isRecent = closedAt === null || (mergedAt !== null && msBetween(mergedAt, closedAt) <= LINKED_WITHIN_MS);
  return edited?.mayPush === true && isRecent ? 'inferred' : false;
}

function isCloser(pull: PullFacts, issue: IssueFacts): boolean {
  const closers = closersOf(issue);
  return closers !== UNAVAILABLE && closers.includes(pull.number);
}

/** The pull requests of this repository whose merge closed the issue. */
export function closersOf({ closer }: IssueFacts): Known<readonly number[]> {
  if (closer === UNAVAILABLE) return UNAVAILABLE;
  if (closer?.kind === 'commit') return closer.pulls;
  return closer?.kind === 'pull_request' ? [closer.number] : [];
}

/** Was its merge judged beside the path, in this cycle? */
export function isJudged({ number, headSha }: PullFacts, record: LoopRecord | null, cycle: number): boolean {
  if (record === null || record.head.cycle !== cycle) return false;
  return record.head.judged.some(({ pr, sha }) => pr === number && sha === headSha);
}

/** Closed without being done: as not planned, or as a duplicate. */
export function isSetAside({ issue }: Facts): boolean {
  return issue?.stateReason === 'not_planned' || issue?.stateReason === 'duplicate';
}

/** Merged since the issue was last reopened. */
export function isOfThisCycle({ mergedAt }: Pick<PullFacts, 'mergedAt'>, { reopenedAt }: Facts): boolean {
  return mergedAt !== null && (reopenedAt === null || !isBefore(mergedAt, reopenedAt));
}

/** Merged when the item had been set aside: such a merge is judged, but does not lead the item. */
export function isAfterSetAside({ mergedAt }: PullFacts, facts: Facts): boolean {
  const { issue, closedAt } = facts;
  if (issue?.state !== 'closed' || closedAt === null || !isSetAside(facts)) return false;
  return mergedAt !== null && isAfter(mergedAt, closedAt);
}
