import { isOfThisCycle } from '../facts/belonging.ts';
import { type Facts, type IssueFacts, LINKED_WITHIN_MS, UNAVAILABLE } from '../facts/facts.ts';
import { closedBy } from '../facts/issue-context.ts';
import type { Situation } from '../facts/situation.ts';
import { type Lack, lackOf, lackOfEach, type Need } from './need.ts';

/**
 * What the close of an item lacks: what it was that closed it, and the merge that would have been in order, with the
 * merged pull requests that somebody may have forgotten to link. Empty: it is not closed, or has a merge.
 */
export function closeNeeds({ facts, pull }: Pick<Situation, 'facts' | 'pull'>, to: string): readonly Need[] {
  const lacks = facts.issue === null ? pullItem(pull) : issue(facts, facts.issue, pull);
  return lacks.map((lack) => ({ ...lack, to }));
}

function pullItem(pull: Situation['pull']): readonly Lack[] {
  if (pull === UNAVAILABLE || pull === null || pull.state !== 'closed') return [];
  return [lackOf('not_merged', [`#${pull.number}`])];
}

function issue(facts: Facts, { state, closer }: IssueFacts, pull: Situation['pull']): readonly Lack[] {
  if (state === 'open' || closer === UNAVAILABLE || pull === UNAVAILABLE || pull?.state === 'merged') return [];
  return [
    ...(closer?.kind === 'commit' && closedBy(facts) === 'commit' ? [lackOf('closed_by_commit', [closer.sha])] : []),
    ...(closer?.kind === 'elsewhere' ? [lackOf('closed_elsewhere', [closer.url])] : []),
    ...(pull === null ? [unlinked(facts)] : []),
  ];
}

/** Merged in this cycle and not long before the close, and no more than mentioning the issue: one of them may have done it. */
function unlinked(facts: Facts): Lack {
  const { issue: mentioned, closedAt } = facts;
  const all = mentioned === null || mentioned.mentions === UNAVAILABLE ? [] : mentioned.mentions;
  const closed = Date.parse(closedAt ?? '');
  const recent = all.filter((one) => {
    const ageMs = closed - Date.parse(one.mergedAt);
    return isOfThisCycle(one, facts) && ageMs >= 0 && ageMs <= LINKED_WITHIN_MS;
  });
  const { names, counts } = lackOfEach(
    'pull_request',
    recent.map(({ number }) => `#${number}`),
  );
  return lackOf('pull_request', names, { merged: 0, ...counts });
}
