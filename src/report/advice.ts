import type { ItemResult, Outcome } from '../core/outcome.ts';

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

const OVERRIDE =
  'Or somebody answers for it: run the action with `command: transition`, `override: true` and a `reason`.';

const ADVICE: { readonly [reason: string]: readonly string[] } = {
  illegal_transition: [
    'The lifecycle has no such step. Bring the work item back to a state that leads there.',
    OVERRIDE,
  ],
  gate_not_met: ['Bring the missing proof: the next run finds it, and the violation is closed.', OVERRIDE],
  gate_lost: ['What was proven no longer holds. Prove it again for the current commit.', OVERRIDE],
  guard_false: ['The condition of this step does not hold now. Meet it and try again.', OVERRIDE],
  vetoed: ['A guard hook said no. Its answer is in the log of this run.'],
  issue_required: ['Link the pull request to an issue, for example with `Closes` and the number in its description.'],
};

/** What a person can do about a refusal, one sentence a line; nothing for any other outcome. */
export function adviceFor({ outcome, reason }: Pick<ItemResult, 'outcome' | 'reason'>): readonly string[] {
  if (outcome !== 'rejected' || !Object.hasOwn(ADVICE, reason)) return [];
  return ADVICE[reason] ?? [];
}
