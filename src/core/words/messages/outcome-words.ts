import { type ItemResult, type Outcome, standingOf } from '../../outcome/index.ts';
import type { About } from '../basics/index.ts';

/** Of what the result of a run speaks. */
export function aboutOf(result: ItemResult): About {
  const { subject } = result;
  const isIssue = subject.kind === 'item' && standingOf(result)?.pull?.number !== subject.number;
  return { issue: isIssue ? subject.number : null };
}

/** What came of it, in a word or two. */
export const OUTCOME_WORDS: { readonly [outcome in Outcome]: string } = {
  created: 'A record was begun',
  transitioned: 'Moved on',
  unchanged: 'Nothing to do',
  rejected: 'Refused',
  ignored: 'Not concerned',
  deferred: 'Put off',
  failed: 'Failed',
};
