/**
 * The closed lists of words that a record may hold, or that are said of one. Names are a contract: add, never rename. A
 * record of a newer release may hold words that are not here; `unknownWords` finds them.
 */

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

/** What an entry's `settings` hold. */
export const SETTINGS_KEYS = [
  'ci',
  'config',
  'ignore_checks',
  'require_current_approval',
  'required_checks',
  'unmerged_close',
] as const;

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
export const RENDERERS = [
  1, // the first
  2, // three lines above what is on demand
  3, // the three lines alone
] as const;

/** Why a step was refused. */
export const REJECTION_CODES = [
  'illegal_transition', // the lifecycle has no such step
  'gate_not_met', // the proof that the state needs is missing
  'gate_lost', // what was proven no longer holds
  'guard_false', // the condition of the step does not hold
  'vetoed', // somebody who was asked said no
] as const;

/**
 * What a state means, whatever it is called: the law asks for these, never for a name. A state without a role means
 * nothing beyond its place.
 */
export const ROLES = [
  'queued', // somebody has taken it up
  'proposed', // there is a pull request
  'checking', // its checks have no verdict yet
  'passed', // its checks have passed
  'failed', // its checks have failed
  'in_review', // a review is awaited
  'approved', // the review is approved
  'merged', // the pull request is merged
  'done', // the item is over
] as const;

/** What a verification can find. A caller decides by `code`, never by English text. */
export const VERIFY_CODES = [
  'malformed', // not a record at all, or not one of a known version
  'not_canonical', // the right meaning in another spelling: somebody else wrote the line
  'wrong_binding', // a record of another host, repository or issue
  'several_records', // more than one record comment of the same item
  'chain_broken', // an entry's hash, link, number or time does not hold
  'illegal_step', // a step that the lifecycle it names does not have
  'unknown_lifecycle', // a lifecycle that is not known here, so its steps cannot be judged
  'fold_mismatch', // a field that does not follow from genesis and entries
  'view_mismatch', // the part that people read is not the one that was written
  'commitment_mismatch', // an erasable value and its salt do not belong together
  'redaction_unrecorded', // a value was erased and no note says so
  'foreign_author', // a record comment by an account that is not trusted
  'foreign_editor', // somebody who is not trusted edited the comment
  'history_rewritten', // a revision lost or changed entries of the one before
  'revision_deleted', // the text of a revision was removed from the edit history
  'backdated', // an entry claims a time that GitHub's own clock contradicts
  'comment_deleted', // GitHub remembers a deleted comment by an account that keeps records
  'not_corroborated', // GitHub does not show what the entry says
  'missing_transition', // GitHub shows what the record does not say
  'segment_missing', // a sealed part of the record is not there, or is another
  'partial_read', // something could not be read, so it could not be judged
  'unknown_kind', // a word of a newer LoopForge, of which nobody here knows what it means
] as const;
