import type { Flag, NoteKind, Source } from '../../core/model.ts';

/** What a note says, for people. */
export const NOTE_WORDS: { readonly [kind in NoteKind]: string } = {
  adopted: 'tracking began here; what was before is not proven',
  reproved: 'proven again for the new commit',
  late_evidence: 'the missing proof arrived later',
  merge_judged: 'a merge of another pull request was found in order',
  accept: 'a person answers for the refusal',
  restored: 'an overwritten entry was brought back',
  merged_record: 'an entry of a second record was taken over',
  continued: 'this record continues an older comment',
  transferred: 'the issue moved here from another repository',
  redaction: 'personal data was erased',
  repair: 'the record was repaired',
  edits_coalesced: 'GitHub merged several edits of this comment',
  migration: 'imported from another format',
};

/** What is not the rule is marked: how an entry is known, and what is odd about it. */
export const SOURCE_MARKS: { readonly [source in Source]: Mark | null } = {
  observed: null,
  reconstructed: { word: 'reconstructed', says: 'its event was missed, and the facts of GitHub prove it' },
  asserted: { word: 'claimed', says: 'a workflow said so' },
  override: { word: 'overridden', says: 'a person forced it and gave a reason' },
};
export const FLAG_MARKS: { readonly [flag in Flag]: Mark } = {
  late: { word: 'late', says: 'what it rests on came after the merge' },
  no_checks: { word: 'no checks', says: 'no check had reported' },
  stale: { word: 'stale', says: 'the approval was given for an older commit' },
  unproven: { word: 'unproven', says: 'nothing on GitHub proves it' },
  rebuilt: { word: 'rebuilt', says: 'told from what GitHub still shows of that hour' },
  inferred: { word: 'inferred', says: 'the link was written afterwards' },
  elsewhere: { word: 'elsewhere', says: 'closed from another repository' },
};

export interface Mark {
  readonly word: string;
  readonly says: string;
}
