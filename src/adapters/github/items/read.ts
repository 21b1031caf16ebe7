import {
  type Answer,
  type IssueView,
  issueReading,
  issueView,
  itemOf,
  locksBeside,
  type PullItemView,
  pullItemView,
  repoOf,
} from '../../../codec/github/index.ts';
import type { Instant, OtherLock, Reading, ReadOptions } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';
import { itemQuery } from '../queries/index.ts';
import { withAllChecks } from './check-pages.ts';
import { withAllAssignments } from './event-pages.ts';
import { pullsOfIssue } from './issue-pulls.ts';
import type { PullsInFull } from './pulls.ts';

/** What one answer shows of a number. */
export type ItemView = (
  | { readonly kind: 'issue'; readonly issue: IssueView }
  | { readonly kind: 'pull_request'; readonly item: PullItemView }
) & {
  /** Does the answer know the lock that was asked after? True where none was. */
  readonly knowsLock: boolean;
  /** That lock and all that are like it, in the same place. */
  readonly locks: readonly OtherLock[];
};

/** One request: an issue or a pull request with all that comes with it. Throws `not_found` when it is neither. */
export async function readItem(session: Session, number: number, { lock }: ReadOptions = {}): Promise<ItemView> {
  const { data, at } = await session.askAboutAssignees(itemQuery, {
    number,
    config: configExpression(session),
    ...(lock === undefined ? {} : { held: true, lock }),
  });
  const held = data.at('lock');
  const knowsLock = lock === undefined || !held.missing;
  return { ...viewOf(session, data, at, number), knowsLock, locks: held.missing ? [] : locksBeside(held) };
}

export function configExpression(session: Session): string {
  return `HEAD:${session.configPath}`;
}

function viewOf(session: Session, data: Answer, at: Instant, number: number) {
  const repo = repoOf(data, at, session.name);
  const item = itemOf(data, at, number, session.name);
  if (item.text('__typename') === 'PullRequest')
    return { kind: 'pull_request', item: pullItemView(repo, item) } as const;
  return { kind: 'issue', issue: issueView(repo, item) } as const;
}

/** The reading of an issue or of a pull request as an item of its own. */
export async function readNumber(session: Session, number: number, options: ReadOptions = {}): Promise<Reading> {
  const view = await readItem(session, number, options);
  const reading =
    view.kind === 'issue' ? await finishIssue(session, view.issue, new Map()) : await finishSelf(session, view.item);
  if (options.lock === undefined) return reading;
  const others = view.locks.filter(({ actor }) => actor.id !== reading.viewer.id);
  return { ...reading, knowsLock: view.knowsLock, otherLocks: others };
}

/**
 * Adds what one answer could not hold: pull requests that it only names, descriptions that may link one, further pages.
 * Every reading of an issue ends here, whichever way it was found.
 * @param known pull requests that were already read in full
 */
export async function finishIssue(session: Session, view: IssueView, known: PullsInFull): Promise<Reading> {
  const whole = await withAllAssignments(session, view);
  return issueReading(whole, await pullsOfIssue(session, whole, known));
}

/** A pull request as an item of its own, with all pages of its checks. */
export async function finishSelf(session: Session, { self, pull }: PullItemView): Promise<Reading> {
  const whole = await withAllChecks(session, pull);
  return {
    ...self,
    facts: { ...self.facts, pulls: [whole.facts] },
    notices: [...new Set([...self.notices, ...whole.notices])],
  };
}
