import { type Actor, accountName, type WitnessedHash, witnessIn } from '../../model.ts';
import { type Finding, type StatusEvidence, unclear } from '../findings/index.ts';

/** Whose statuses bear witness, and to which item. */
export interface WitnessOptions {
  /** The item's own address. */
  readonly url: string;
  /** The context of the statuses that LoopForge sets here. */
  readonly context: string;
  readonly isRecordAuthor: (creator: Actor | null) => boolean;
}

/** The hashes that statuses of record authors give for an item's record, the newest first. */
function witnessed(
  statuses: readonly StatusEvidence[],
  { url, context, isRecordAuthor }: WitnessOptions,
): readonly (WitnessedHash & StatusEvidence)[] {
  return statuses.flatMap((status) => {
    const hash = witnessIn(status.targetUrl);
    const isMeant = status.context === context && isRecordAuthor(status.creator) && hash?.item === url;
    return isMeant ? [{ ...status, ...hash }] : [];
  });
}

/** A status is set right after its record was written: a hash that never stood there is one of another record. */
export function checkWitness(
  statuses: readonly StatusEvidence[],
  hashes: ReadonlySet<string>,
  options: WitnessOptions,
): readonly Finding[] {
  return witnessed(statuses, options)
    .filter(({ hash }) => !hashes.has(hash))
    .map(({ hash, at, creator, sha }) => {
      const text = `The status that ${accountName(creator)} set on ${sha} at ${at} names the entry ${hash}, which does not stand in the record: it may have been another one.`;
      return unclear('not_corroborated', null, text);
    });
}
