import { type Actor, hasRole, type Lifecycle, type LoopRecord, type PullFacts } from '../model.ts';

/**
 * Who completed the approval of this head that the record holds: seen then, so it counts although that person may have
 * left since. A claim proves no approval. Null: there is none in the head comment, or the name was erased.
 */
export function recordedApprover(
  record: LoopRecord | null,
  lifecycle: Lifecycle,
  { number, headSha }: PullFacts,
): Actor | null {
  const step = record?.transitions.findLast(
    (entry) =>
      hasRole(lifecycle, entry.to_state, 'approved') &&
      (entry.source === 'observed' || entry.source === 'reconstructed') &&
      entry.pr === number &&
      entry.sha === headSha,
  );
  const actor = step?.actor ?? null;
  return actor !== null && 'id' in actor ? actor : null;
}
