/** The closed lists of words that a record may hold. Names are a contract: add, never rename. */

export const SOURCES = ['observed', 'reconstructed', 'asserted', 'override'] as const;

export const FLAGS = ['late', 'no_checks', 'stale', 'unproven', 'rebuilt', 'inferred', 'elsewhere'] as const;

export const NOTE_KINDS = [
  'adopted',
  'reproved',
  'late_evidence',
  'merge_judged',
  'accept',
  'restored',
  'merged_record',
  'continued',
  'transferred',
  'redaction',
  'repair',
  'edits_coalesced',
  'migration',
] as const;

export const ACTOR_TYPES = ['User', 'Bot', 'Agent', 'Unknown'] as const;

/** How checks are judged. */
export const CI_MODES = ['checks', 'none', 'asserted'] as const;

/** What becomes of a close with nothing merged. */
export const UNMERGED_CLOSES = ['refuse', 'accept'] as const;

/**
 * Every kind of thing that can stand between an item and its next state. What `names` and `counts` hold is said beside
 * each; a kind that says nothing of them has none.
 */
export const NEED_KINDS = [
  'failed', // names: checks that failed; counts: total
  'cancelled', // names: checks that were cancelled; counts: total
  'superseded', // names: checks that a newer run replaced; counts: total
  'timed_out', // names: checks that ran out of time; counts: total
  'running', // names: checks that have begun and not ended; counts: total
  'queued', // names: checks that have not begun; counts: total
  'waiting', // names: checks that wait for a person; counts: total
  'never_reported', // names: required checks that nobody has heard of; counts: total
  'only_neutral', // names: checks that were skipped or said nothing, where one must succeed; counts: total
  'no_checks', // no check has appeared at all
  'conflict', // the pull request cannot be merged as it is, so no check begins
  'draft', // the pull request is a draft
  'approvals', // names: who was asked; counts: required, given, stale, as far as they are known
  'code_owner', // an approval by a code owner
  'changes_requested', // names: who asked for them
  'closed_by_commit', // names: the commit that closed the issue
  'closed_elsewhere', // names: the pull request or commit of another repository that closed the issue
  'not_merged', // names: the pull request
  'pinned', // names: checks that only one app may report, and its id; counts: total
  'vetoed', // names: the guard that said no
  // a pull request that closes the issue; of a closed one counts: merged (0), total, and names: merged ones that only mention it
  'pull_request',
  'assignee', // somebody who takes it up
  'closed', // the issue, still open
  'unreadable', // names: what could not be read (checks, reviews, facts)
  'condition', // names: the text of a condition that no other kind explains
] as const;

/** The renderers of visible parts, by number. One that was released stays as it is: what it makes of a record is proof. */
export const RENDERERS = [1] as const;
