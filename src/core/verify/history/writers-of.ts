import type { Actor } from '../../model.ts';
import type { Writers } from '../runs/index.ts';
import type { HistoryEvidence } from './history.ts';
import type { JudgedRevision } from './judged-revisions.ts';

/**
 * The account behind the revision that first held each entry, where it is one that keeps records. Where revisions are
 * gone nobody can tell any more.
 */
export function writersOf({ judged, current }: Pick<HistoryEvidence, 'judged' | 'current'>): Writers {
  const writers = new Map<number, Actor>();
  let seen = 0;
  let before: JudgedRevision | null = null;
  for (const one of judged) {
    const { held, editor } = one.revision;
    const isKnown = before?.comment === one.comment ? before.revision.held !== null : one.comment.fromCreation;
    if (held !== null && isKnown && one.standing === 'kept' && editor !== null) {
      for (const { seq } of current.entries.slice(seen, held.common)) writers.set(seq, editor);
    }
    seen = Math.max(seen, held?.common ?? 0);
    before = one;
  }
  return writers;
}
