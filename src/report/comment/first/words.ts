import type { NoteKind, Source } from '../../../core/model.ts';

const STATE_WORDS: { readonly [state: string]: string } = {
  issue_created: 'The issue is open and nobody has taken it up yet.',
  task_queued: 'Somebody has taken it up; there is no pull request yet.',
  pr_created: 'A pull request is open.',
  ci_pending: 'The checks have not given a verdict yet.',
  ci_passed: 'The checks have passed.',
  ci_failed: 'The checks have failed.',
  awaiting_review: 'The checks have passed; a review is awaited.',
  approved: 'The checks have passed and the review is approved.',
  merged: 'The pull request is merged.',
  closed: 'The item is closed.',
};

/** One sentence on what a built-in state means; nothing for a state of the user's own. */
export function sentenceOn(state: string): string | null {
  return Object.hasOwn(STATE_WORDS, state) ? (STATE_WORDS[state] ?? null) : null;
}

/** How an entry is known, for people. */
export const SOURCE_WORDS: { readonly [source in Source]: string } = {
  observed: 'its event was seen',
  reconstructed: 'GitHub’s facts prove it, its event was missed',
  asserted: 'a workflow said so',
  override: 'a person forced it and gave a reason',
};

/** What a note says, for people. */
export const FIRST_NOTE_WORDS: { readonly [kind in NoteKind]: string } = {
  adopted: 'tracking began here; what was before is not proven',
  reproved: 'proven again for the new commit',
  late_evidence: 'the missing proof arrived later',
  merge_judged: 'a merge beside this path was found in order',
  accept: 'a person answers for the refusal and gave a reason',
  restored: 'an overwritten entry was brought back',
  merged_record: 'an entry of a second record was taken over',
  continued: 'this record continues an older comment',
  transferred: 'the issue moved here from another repository',
  redaction: 'personal data was erased',
  repair: 'the record was repaired',
  edits_coalesced: 'GitHub merged several edits of this comment',
  migration: 'imported from another format',
};

/** `2026-11-22T08:41:07Z` → `2026-11-22 08:41`. */
export function firstMinute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}
