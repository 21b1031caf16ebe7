import { decodeComment } from '../codec/comment.ts';
import type { NoteDraft } from '../core/append.ts';
import { draftFinding } from '../core/drafts.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { Plan } from '../core/plan-types.ts';
import type { EditFact, GitHubItems } from '../core/ports.ts';
import { keepsake, lostEntries } from '../core/reconcile.ts';
import type { LoopRecord, NoteKind } from '../core/record.ts';
import type { Stored, StoredSearch } from './stored-record.ts';

/** What must be put right in the record before anything else is appended. */
export interface Amends {
  readonly notes: readonly NoteDraft[];
  /** Further record comments of the same item, whose entries the notes take in; those that this token may remove. */
  readonly surplus: readonly Stored[];
}

/**
 * The lock cannot see a writer that works on a stale read. Two counts can: the comment has had more bodies than the
 * record says (somebody overwrote an entry: read back from the edit history), or fewer (GitHub joined two edits); and
 * there may be a second record comment.
 */
export async function findAmends(github: GitHubItems, found: StoredSearch, plan: Plan): Promise<Amends> {
  const { stored, surplus } = found;
  if (stored === null) return { notes: [], surplus: [] };
  const { revisions } = stored.comment;
  const { rev } = stored.record.head;
  const overwritten = revisions > rev ? await overwrittenRecords(github, stored) : [];
  return {
    notes: [
      ...keepsakes('restored', stored.record, overwritten, plan),
      ...keepsakes(
        'merged_record',
        stored.record,
        surplus.map(({ record }) => record),
        plan,
      ),
      ...(revisions < rev ? [draftFinding(plan, 'edits_coalesced', { revisions, rev })] : []),
    ],
    surplus: surplus.filter(({ comment }) => comment.viewerCanUpdate),
  };
}

/** The record of revision `rev` was the base of what we see; every later body but the last was overwritten. */
async function overwrittenRecords(github: GitHubItems, { comment, record }: Stored): Promise<readonly LoopRecord[]> {
  const edits = await github.readEdits(comment, comment.revisions - record.head.rev + 1);
  return edits.slice(1).flatMap((edit) => recordIn(edit));
}

/** A revision that is not a record of ours says nothing about lost steps; what it does say is for `verify`. */
function recordIn({ body }: EditFact): readonly LoopRecord[] {
  if (body === null) return [];
  try {
    const decoded = decodeComment(body);
    return decoded.kind === 'record' ? [decoded.record] : [];
  } catch (error) {
    if (error instanceof LoopForgeError) return [];
    throw error;
  }
}

function keepsakes(
  kind: NoteKind,
  current: LoopRecord,
  others: readonly LoopRecord[],
  plan: Plan,
): readonly NoteDraft[] {
  return lostEntries(current, others).map((entry) => draftFinding(plan, kind, keepsake(current, entry)));
}
