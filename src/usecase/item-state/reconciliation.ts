import type { GitHubItems, NoteDraft } from '../../core/model.ts';
import { draftFinding, type Plan } from '../../core/plan/steps/index.ts';
import type { overwrittenRecords, RecordAuthors, RecordSearch, StoredRecord } from '../find-record/index.ts';

/** What must be put right in the record before anything else is appended. */
export interface Reconciliation {
  readonly notes: readonly NoteDraft[];
  /** Said along with the next write, and not worth a write of its own. */
  readonly remarks: readonly NoteDraft[];
  /** Further record comments of the same item, whose entries the notes take in; those that this token may remove. */
  readonly surplus: readonly StoredRecord[];
  /** False: GitHub's answers do not fit together (yet), so that what was lost is not known; look again before writing. */
  readonly settled: boolean;
}

/** What a look has seen so far. */
interface Seen {
  readonly found: RecordSearch;
  readonly recordAuthors: RecordAuthors;
  readonly plan: Plan;
}

const NONE: Reconciliation = { notes: [], remarks: [], surplus: [], settled: true };

/** Hardly ever is there one to look for. */
const overwrittenBodies: typeof overwrittenRecords = async (github, stored, recordAuthors) => {
  if (stored.comment.revisions <= stored.record.head.rev) return [];
  return (await import('../find-record/overwritten.ts')).overwrittenRecords(github, stored, recordAuthors);
};

/**
 * The lock cannot see a writer that works on a stale read. Two counts can: the comment has had more bodies than the
 * record says (somebody overwrote an entry: read back from the edit history), or fewer (GitHub joined two edits); and
 * there may be a second record comment.
 */
export async function findReconciliation(
  github: GitHubItems,
  number: number,
  { found: { stored, surplus }, recordAuthors, plan }: Seen,
): Promise<Reconciliation> {
  if (stored === null) return NONE;
  const overwritten = await overwrittenBodies(github, stored, recordAuthors);
  if (overwritten === null) return { ...NONE, settled: false };
  const second = surplus.map(({ record }) => record);
  const remarks = coalesced(stored, plan);
  if (overwritten.length + second.length === 0) return { ...NONE, remarks };
  const { recoveryNotes } = await import('./recovery-notes.ts');
  return {
    notes: await recoveryNotes(github, number, stored.record, { overwritten, second }, plan),
    remarks,
    surplus: surplus.filter(({ comment }) => comment.viewerCanUpdate),
    settled: true,
  };
}

/** Where GitHub joins edits it does so again and again: that is told once. */
function coalesced({ comment: { revisions }, record }: StoredRecord, plan: Plan): readonly NoteDraft[] {
  const { rev } = record.head;
  const isTold = record.notes.some((note) => note.kind === 'edits_coalesced');
  return revisions < rev && !isTold ? [draftFinding(plan, 'edits_coalesced', { data: { revisions, rev } })] : [];
}
