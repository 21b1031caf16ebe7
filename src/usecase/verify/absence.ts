import {
  beginsTakenUp,
  ignoredLabel,
  isBefore,
  type LawSettings,
  msBetween,
  type Reading,
  UNAVAILABLE,
} from '../../core/model.ts';
import { RECENT_MS } from '../../core/plan/steps/index.ts';
import {
  type CommentsEvidence,
  checkLostRecord,
  checkWitness,
  concludeVerification,
  type Finding,
  GITHUB_CHECKS,
  NO_SUBJECT,
  ran,
  runChecks,
  type TimelineEvent,
  there,
  unclear,
  type Verification,
} from '../../core/verify/index.ts';
import { planNow, type VerifiedItem, type VerifyPorts, witnessOfAbsent } from './evidence/index.ts';

export const NO_RECORD = 'There is no record to look at.';

/**
 * No record among the comments of an item: either nothing ever was, or somebody pretends, or one may have been deleted,
 * or it could not be begun. Null: there is nothing to say. Where nothing is wrong with that, the verdict over what there
 * is to say is `PASS`.
 */
export async function verifyAbsence(
  ports: VerifyPorts,
  item: VerifiedItem,
  comments: CommentsEvidence,
): Promise<Verification | null> {
  const { reading, law, candidates } = item;
  const { isRecordAuthor } = candidates;
  const { number } = reading.facts;
  const { timeline } = await ports.github.readEvidence(number, { comment: null, pulls: [] });
  const witnesses = checkWitness([], await witnessOfAbsent(ports, item));
  const isDue = witnesses.length > 0 ? () => true : dueness(ports, reading, law);
  const deletions = [...checkLostRecord(timeline, { isRecordAuthor, isDue }), ...witnesses];
  const unwritten = lockedOut(ports, reading, law);
  const checks = [
    ...runChecks(GITHUB_CHECKS, { comments: there(comments) }),
    ran('deletions', deletions),
    ...(unwritten.length === 0 ? [] : [ran('completeness', unwritten)]),
  ];
  if (checks.every(({ findings }) => findings.length === 0)) return null;
  return concludeVerification('github', { ...NO_SUBJECT, number }, checks, NO_RECORD);
}

/**
 * Must the item have had a record when a comment was deleted? One that was opened since the repository's first record:
 * any event begins one. An older one where it was open since, or closed shortly before. By itself an item tells nothing
 * of others: then it must.
 */
function dueness(
  { kept }: Pick<VerifyPorts, 'kept'>,
  { facts }: Reading,
  law: LawSettings,
): (deletion: TimelineEvent) => boolean {
  const isItem = facts.issue !== null || law.track === 'all';
  const isIgnored = typeof ignoredLabel(facts, law.ignoreLabels) === 'string';
  const isTakenUp = facts.issue?.assignedAt != null || facts.pulls === UNAVAILABLE || facts.pulls.length > 0;
  if (!isItem || isIgnored || (beginsTakenUp(law) && !isTakenUp)) return () => false;
  const since = kept?.since ?? null;
  if (since === null || !isBefore(facts.createdAt, since)) return () => true;
  const wasOpen = facts.closedAt === null || msBetween(facts.closedAt, since) <= RECENT_MS;
  return ({ at }) => wasOpen && !isBefore(at, since);
}

/** In a locked conversation a record cannot be begun, so that there is none says nothing of what happened. */
function lockedOut(ports: VerifyPorts, { facts, at }: Reading, law: LawSettings): readonly Finding[] {
  const isItem = facts.issue !== null || law.track === 'all';
  if (!facts.locked || !isItem || planNow(ports, { facts, law, record: null, at }).outcome === 'ignored') return [];
  const text = `#${facts.number} has no record, and its conversation is locked, so that none can be begun. Unlock it once: the next run of LoopForge begins one.`;
  return [unclear('partial_read', null, text)];
}
