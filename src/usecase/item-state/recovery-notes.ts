import {
  type CommentFact,
  divergesInSealed,
  entriesOf,
  entriesToRecover,
  eraseRecord,
  type GitHubItems,
  LoopForgeError,
  type LoopRecord,
  type NoteDraft,
  recordedErasures,
} from '../../core/model.ts';
import { draftFinding, type Plan } from '../../core/plan/steps/index.ts';
import { joinSegments } from '../find-record/index.ts';

/** Bodies of an item's record that hold entries which the record itself may lack. */
export interface Lost {
  /** By what was written over them. */
  readonly overwritten: readonly LoopRecord[];
  /** In comments of their own. */
  readonly second: readonly LoopRecord[];
}

/** Notes that keep what only such a body holds. */
export async function recoveryNotes(
  github: GitHubItems,
  number: number,
  record: LoopRecord,
  { overwritten, second }: Lost,
  plan: Plan,
): Promise<readonly NoteDraft[]> {
  const mustRead = [...overwritten, ...second].some((other) => divergesInSealed(record, other));
  const comments = mustRead ? await github.readAllComments(number) : [];
  const whole = mustRead ? joinSegments(record, comments) : record;
  const wholeOther = mustRead ? joiner(comments) : (other: LoopRecord) => other;
  // What was erased here must not come back with an older body, also where the note on it is sealed away.
  const erasures = recordedErasures(entriesOf(whole));
  const clean = (other: LoopRecord): LoopRecord => eraseRecord(wholeOther(other), erasures);
  const restored = entriesToRecover(whole, overwritten.map(clean));
  const merged = entriesToRecover(whole, second.map(clean), restored);
  return [
    ...restored.map((was) => draftFinding(plan, 'restored', was)),
    ...merged.map((was) => draftFinding(plan, 'merged_record', was)),
  ];
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
