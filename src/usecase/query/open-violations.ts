import {
  type Entry,
  entriesOf,
  isNote,
  isNoteOf,
  isRejection,
  isTransition,
  type LoopRecord,
  NOTHING_SHOWN,
  type NoteKind,
  type Rejection,
} from '../../core/model.ts';
import {
  type About,
  actOf,
  refusalSentence,
  refusedInRecord,
  remediesInRecord,
  remedySentence,
} from '../../core/words/index.ts';
import { allowedByRecord, lawOfRecord } from './law-of-record.ts';

/** An open refusal, under the names of the action's output `violations`. */
export interface RecordedViolation {
  /** The number of the entry that says so. */
  readonly seq: number;
  readonly cause: string;
  /** Who did what, when, and how things stood, in one sentence. */
  readonly summary: string;
  /** What makes it good again, in one sentence, as far as the record tells. */
  readonly remedy: string;
}

/**
 * The numbers of the refusals that are open: those that the run that wrote the comment found so. Of a record that tells of
 * no run (it is not in a comment) those of this cycle that nobody answers for, and that no later entry made good: where a
 * proof came back by itself, no entry says so, and it counts as open.
 */
export function openNumbers(record: LoopRecord): readonly number[] {
  const { shown, violations } = record.head;
  if (shown !== null) return shown.open;
  return violations.filter(({ seq, accepted }) => accepted === null && !isSettled(record, seq)).map(({ seq }) => seq);
}

/** The refusals that are open, as the action's outputs tell them. */
export function openViolations(record: LoopRecord): readonly RecordedViolation[] {
  const about = aboutItem(record);
  return openNumbers(record).map((seq) => {
    const entry = record.rejections.find((one) => one.seq === seq);
    return entry === undefined ? sealedAway(record, seq) : violationOf(entry, about);
  });
}

/** What proves anew what a refusal lacked. */
const PROOFS: readonly NoteKind[] = ['late_evidence', 'merge_judged', 'reproved'];

function isSettled(record: LoopRecord, seq: number): boolean {
  const refused = record.rejections.find((one) => one.seq === seq);
  if (refused === undefined) return false;
  const act = actOf(refusedInRecord(refused));
  // A claim that was refused moved nothing, and is nobody's act.
  if (act === 'claim') return true;
  const settles = act === 'merge' || act === 'close' ? settlesAct : settlesStep;
  return entriesOf(record).some((later) => later.seq > seq && settles(later, refused));
}

/** A merge or a close is a fact that stays: it is in order once it is recorded, or its proof is. */
function settlesAct(later: Entry, { to_state, pr }: Rejection): boolean {
  if (isTransition(later)) return later.to_state === to_state;
  return isNote(later) && PROOFS.includes(later.kind) && later.pr === pr;
}

/** What nobody did is over as soon as the item goes on, its proof is there, or somebody merges in spite of it. */
function settlesStep(later: Entry): boolean {
  if (isRejection(later)) return actOf(refusedInRecord(later)) === 'merge';
  return isTransition(later) || PROOFS.some((kind) => isNoteOf(later, kind));
}

function violationOf(entry: Rejection, about: About): RecordedViolation {
  const refused = refusedInRecord(entry);
  const remedies = remediesInRecord(entry, about);
  return {
    seq: entry.seq,
    cause: entry.cause,
    summary: refusalSentence(refused, about.issue === null ? 'pull request' : 'issue'),
    remedy: remedySentence({ refused, remedies, mayOverride: entry.source !== 'asserted', about }),
  };
}

/** Its entry is in a sealed part that this copy of the record does not hold. */
function sealedAway({ head }: LoopRecord, seq: number): RecordedViolation {
  return {
    seq,
    cause: head.violations.find((one) => one.seq === seq)?.cause ?? '',
    summary: `Entry ${seq} was refused; what it says stands in a sealed part of the record.`,
    remedy: 'Read the whole record to see what settles it.',
  };
}

/** Of which issue a record speaks, and whether closing it as not planned would be taken. */
function aboutItem(record: LoopRecord): About {
  const issue = record.ref.includes('/issues/') ? record.ref_number : null;
  return { issue, canBeSetAside: issue !== null && lawOfRecord(record)?.name === 'standard' };
}

/** The record as a comment would show it: of one that no comment shows, what its entries tell. */
export function shownAs(record: LoopRecord): LoopRecord {
  if (record.head.shown !== null) return record;
  const shown = { ...NOTHING_SHOWN, allowed: allowedByRecord(record) ?? [], open: openNumbers(record) };
  return { ...record, head: { ...record.head, shown } };
}
