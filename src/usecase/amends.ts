import { LoopForgeError } from '../core/errors.ts';
import { draftFinding } from '../core/plan/drafts.ts';
import type { Plan } from '../core/plan/plan-types.ts';
import type { CommentFact, GitHubItems } from '../core/ports.ts';
import type { NoteDraft } from '../core/record/append.ts';
import { divergesInSealed, keepsakesOf } from '../core/record/reconcile.ts';
import type { LoopRecord } from '../core/record/record.ts';
import { overwrittenRecords } from './overwritten.ts';
import type { Stored, StoredSearch } from './stored-record.ts';
import { joinSegments } from './whole-record.ts';

/** What must be put right in the record before anything else is appended. */
export interface Amends {
  readonly notes: readonly NoteDraft[];
  /** Said along with the next write, and not worth a write of its own. */
  readonly remarks: readonly NoteDraft[];
  /** Further record comments of the same item, whose entries the notes take in; those that this token may remove. */
  readonly surplus: readonly Stored[];
  /** False: GitHub's answers do not fit together (yet), so that what was lost is not known; look again before writing. */
  readonly settled: boolean;
}

const NONE: Amends = { notes: [], remarks: [], surplus: [], settled: true };

/**
 * The lock cannot see a writer that works on a stale read. Two counts can: the comment has had more bodies than the
 * record says (somebody overwrote an entry: read back from the edit history), or fewer (GitHub joined two edits); and
 * there may be a second record comment.
 */
export async function findAmends(
  github: GitHubItems,
  number: number,
  { stored, surplus }: StoredSearch,
  plan: Plan,
): Promise<Amends> {
  if (stored === null) return NONE;
  const overwritten = await overwrittenRecords(github, stored);
  if (overwritten === null) return { ...NONE, settled: false };
  const second = surplus.map(({ record }) => record);
  const others = [...overwritten, ...second];
  const mustRead = others.some((other) => divergesInSealed(stored.record, other));
  const comments = mustRead ? await github.readAllComments(number) : [];
  const whole = mustRead ? joinSegments(stored.record, comments) : stored.record;
  const wholeOther = mustRead ? joiner(comments) : (other: LoopRecord) => other;
  const restored = keepsakesOf(whole, overwritten.map(wholeOther));
  const merged = keepsakesOf(whole, second.map(wholeOther), restored);
  return {
    notes: [
      ...restored.map((was) => draftFinding(plan, 'restored', was)),
      ...merged.map((was) => draftFinding(plan, 'merged_record', was)),
    ],
    remarks: coalesced(stored, plan),
    surplus: surplus.filter(({ comment }) => comment.viewerCanUpdate),
    settled: true,
  };
}

/** Other bodies with their sealed parts, as far as those can be read: what a missing one held is for `verify` to miss. */
function joiner(comments: readonly CommentFact[]): (record: LoopRecord) => LoopRecord {
  return (record) => {
    try {
      return joinSegments(record, comments);
    } catch (error) {
      if (error instanceof LoopForgeError && error.code === 'record_unreadable') return record;
      throw error;
    }
  };
}

/** Where GitHub joins edits it does so again and again: that is told once. */
function coalesced({ comment: { revisions }, record }: Stored, plan: Plan): readonly NoteDraft[] {
  const { rev } = record.head;
  const isTold = record.notes.some((note) => note.kind === 'edits_coalesced');
  return revisions < rev && !isTold ? [draftFinding(plan, 'edits_coalesced', { revisions, rev })] : [];
}
