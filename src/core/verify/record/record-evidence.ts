import type { Binding, Entry, Hash, Lifecycle, LoopRecord } from '../../model.ts';
import type { Finding } from '../findings/index.ts';

/** The lifecycle with this hash, where it is known. */
export type LifecycleByHash = (hash: Hash) => Lifecycle | undefined;

/** A record that fits the schema, and what is known from elsewhere of what it names. */
export interface GivenRecord {
  /** As it was given, its sealed parts apart. */
  readonly given: LoopRecord;
  /** With its sealed parts in place; the same as `given` where they are not all there, or where it has none. */
  readonly record: LoopRecord;
  /** What putting the sealed parts in place showed. */
  readonly aboutSegments: readonly Finding[];
  readonly lifecycleOf: LifecycleByHash;
  /** Null: it is not known which item the record must belong to, and only its own names are compared. */
  readonly item: ItemIdentity | null;
}

export interface RecordEvidence extends GivenRecord {
  /** Of the record, in order. */
  readonly entries: readonly Entry[];
}

/** The item that a record must belong to. */
export interface ItemIdentity {
  /** What the record must be bound to; null: it is bound where it may be, or nobody can tell. */
  readonly expected: Binding | null;
  /** What GitHub shows of where the item came from; null: it was not asked. */
  readonly transfers: Transfers | null;
}

export interface Transfers {
  /** Node ids of the repositories that the item was transferred from. */
  readonly from: readonly string[];
  /** False: there are others. */
  readonly areAllSeen: boolean;
  /** The record may be bound to one of those others. */
  readonly isPlaceUnknown: boolean;
}

export function recordEvidence(given: GivenRecord): RecordEvidence {
  return { ...given, entries: bySeq(given.record) };
}

/** In order, whatever the order of the lists. */
function bySeq({ transitions, rejections, notes }: LoopRecord): readonly Entry[] {
  return [...transitions, ...rejections, ...notes].sort((a, b) => a.seq - b.seq);
}
