import { type Answer, checksOn } from '../../../codec/github/index.ts';
import { type CheckFact, type MergeGroup, type PullFacts, type Sha, UNAVAILABLE } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { CHECKS_OF_COMMIT_QUERY, GROUP_QUERY } from '../queries/index.ts';

/** Of 100 checks each. */
const MAX_PAGES = 10;

/**
 * The group of the merge queue that a pull request was merged with. The queue tests a commit and then makes it the base
 * branch's head; in a batch that is the commit of the last one, a few commits after the pull request's own. Throws a
 * hole where the group's commit is not found: what it showed is unknown then.
 */
export async function readGroup(session: Session, pull: PullFacts): Promise<MergeGroup> {
  const { data } = await session.ask(GROUP_QUERY, { number: pull.number, since: pull.mergedAt });
  const item = data.at('repository', 'pullRequest');
  const queuedAt =
    item.at('queueEvents').list('nodes').findLast(isAdding)?.time('createdAt') ?? item.at('queueEvents').lacking();
  for (const commit of candidatesIn(item)) {
    const checks = await allChecks(session, commit);
    const proofs = checks.filter(({ kind, event }) => kind === 'status' || event === 'merge_group');
    if (proofs.some(({ kind }) => kind === 'run')) return { queuedAt, sha: commit.sha('oid'), checks: proofs };
  }
  return item.at('group').lacking();
}

function isAdding(event: Answer): boolean {
  return event.text('__typename') === 'AddedToMergeQueueEvent';
}

/** The merge's own commit first, then those that came to the base branch with it or after it, oldest first. */
function candidatesIn(item: Answer): readonly Answer[] {
  const own = item.orNull('mergeCommit') ?? item.at('mergeCommit').lacking();
  const base = item.orNull('baseRef')?.orNull('target') ?? null;
  const later = base === null ? [] : base.whole('history').toReversed();
  return [own, ...later.filter((commit) => commit.text('oid') !== own.text('oid'))];
}

async function allChecks(session: Session, commit: Answer): Promise<readonly CheckFact[]> {
  const { checks, next } = checksOn(commit);
  const found: CheckFact[] = [...(checks === UNAVAILABLE ? commit.lacking() : checks)];
  let after = next;
  for (let page = 1; after !== null; page += 1) {
    if (page >= MAX_PAGES) return commit.tooLong();
    const more = await checksAfter(session, commit.sha('oid'), after);
    found.push(...more.checks);
    after = more.next;
  }
  return found;
}

async function checksAfter(session: Session, sha: Sha, after: string) {
  const { data } = await session.ask(CHECKS_OF_COMMIT_QUERY, { sha, after });
  const view = checksOn(data.at('repository', 'commit'));
  return { checks: view.checks === UNAVAILABLE ? data.lacking() : view.checks, next: view.next };
}
