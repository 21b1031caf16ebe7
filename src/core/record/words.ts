/** The closed lists of words that a record may hold. Names are a contract: add, never rename. */

export const SOURCES = ['observed', 'reconstructed', 'asserted', 'override'] as const;

export const FLAGS = ['late', 'no_checks', 'stale', 'unproven'] as const;

export const NOTE_KINDS = [
  'adopted',
  'reproved',
  'late_evidence',
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
