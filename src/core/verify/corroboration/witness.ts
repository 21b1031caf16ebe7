import { type Actor, accountName, type Entry, takenIn, type WitnessedHash, witnessIn } from '../../model.ts';
import { type Finding, type StatusEvidence, unclear } from '../findings/index.ts';

/** The commit statuses that may bear witness to an item's record. */
export interface WitnessEvidence {
  readonly statuses: readonly StatusEvidence[];
  /** Why they could not be read; null: they could. */
  readonly problem: string | null;
  /** The item's own address. */
  readonly url: string;
  /** The context of the statuses that LoopForge sets here. */
  readonly context: string;
  readonly isRecordAuthor: (creator: Actor | null) => boolean;
}

/** A status is set right after its record was written: a hash that never stood there is one of another record. */
export function checkWitness(entries: readonly Entry[], evidence: WitnessEvidence): readonly Finding[] {
  if (evidence.problem !== null) return [unclear('partial_read', null, evidence.problem)];
  const hashes = new Set<string>(entries.flatMap((entry) => [entry.hash, ...takenIn(entry)]));
  return witnessed(evidence)
    .filter(({ hash }) => !hashes.has(hash))
    .map(({ hash, at, creator, sha }) => {
      const text = `The status that ${accountName(creator)} set on ${sha} at ${at} names the entry ${hash}, which does not stand in the record: it may have been another one.`;
      return unclear('not_corroborated', null, text);
    });
}

/** The hashes that record authors' statuses give for the item's record, the newest first. */
function witnessed({
  statuses,
  url,
  context,
  isRecordAuthor,
}: WitnessEvidence): readonly (WitnessedHash & StatusEvidence)[] {
  return statuses.flatMap((status) => {
    const hash = witnessIn(status.targetUrl);
    const isMeant = status.context === context && isRecordAuthor(status.creator) && hash?.item === url;
    return isMeant ? [{ ...status, ...hash }] : [];
  });
}
