import {
  type Facts,
  type IssueFacts,
  LINKED_WITHIN_MS,
  type MissingNeed,
  missingNeed,
  missingNeedOfEach,
  msBetween,
  type Need,
  UNAVAILABLE,
} from '../model.ts';
import { closedBy, isOfThisCycle, type Situation } from '../situation/index.ts';

/**
 * What the close of an item lacks: what it was that closed it, and the merge that would have been in order, with the
 * merged pull requests that somebody may have forgotten to link. Empty: it is not closed, or has a merge.
 */
export function closeNeeds({ facts, pull }: Pick<Situation, 'facts' | 'pull'>, to: string): readonly Need[] {
  const lacks = facts.issue === null ? pullItem(pull) : issue(facts, facts.issue, pull);
  return lacks.map((lack) => ({ ...lack, to }));
}

function pullItem(pull: Situation['pull']): readonly MissingNeed[] {
  if (pull === UNAVAILABLE || pull === null || pull.state !== 'closed') return [];
  return [missingNeed('not_merged', [`#${pull.number}`])];
}

function issue(facts: Facts, { state, closer }: IssueFacts, pull: Situation['pull']): readonly MissingNeed[] {
  if (state === 'open' || closer === UNAVAILABLE || pull === UNAVAILABLE || pull?.state === 'merged') return [];
  return [
    ...(closer?.kind === 'commit' && closedBy(facts) === 'commit'
      ? [missingNeed('closed_by_commit', [closer.sha])]
      : []),
    ...(closer?.kind === 'elsewhere' ? [missingNeed('closed_elsewhere', [closer.url])] : []),
    ...(pull === null ? [unlinked(facts)] : []),
  ];
}

/** Merged in this cycle and not long before the close, and no more than mentioning the issue: one of them may have done it. */
function unlinked(facts: Facts): MissingNeed {
  const { issue: mentioned, closedAt } = facts;
  const all = mentioned === null || mentioned.mentions === UNAVAILABLE ? [] : mentioned.mentions;
  const recent = all.filter((one) => {
    if (closedAt === null) return false;
    const ageMs = msBetween(one.mergedAt, closedAt);
    return isOfThisCycle(one, facts) && ageMs >= 0 && ageMs <= LINKED_WITHIN_MS;
  });
  const { names, counts } = missingNeedOfEach(
    'pull_request',
    recent.map(({ number }) => `#${number}`),
  );
  return missingNeed('pull_request', names, { merged: 0, ...counts });
}
