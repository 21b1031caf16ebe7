import { releasedLifecycle } from '../../codec/lifecycle/index.ts';
import {
  bindingOf,
  type Entry,
  entriesOf,
  foldEntry,
  foldGenesis,
  type Instant,
  isAfter,
  isNote,
  isNoteOf,
  isRejection,
  isTransition,
  type LoopRecord,
  NO_TRAITS,
  NOTHING_CARRIED_OVER,
  traitsIn,
} from '../../core/model.ts';

/**
 * A record as it stood at a moment: its entries up to the last one that tells of that moment or of an earlier one, folded.
 * What tells of an earlier time and was only recorded later belongs to it; so does whatever stands before that in the chain.
 * It holds all of its entries itself, and has no visible part.
 * @param record a whole one, with the entries of its sealed parts
 * @returns null: no entry tells of so early a time
 */
export function recordAsOf(record: LoopRecord, moment: Instant): LoopRecord | null {
  const all = entriesOf(record);
  const last = all.findLastIndex(({ timestamp }) => !isAfter(timestamp, moment));
  if (last === -1) return null;
  const entries = all.slice(0, last + 1);
  const { genesis, schema_version } = record;
  const notes = entries.filter(isNote);
  const { record_id, ref, ref_number, repo } = bindingOf({ genesis, notes });
  const { head, ...folded } = foldOf(record, entries);
  return {
    ...{ schema_version, record_id, ref, ref_number, repo, genesis },
    transitions: entries.filter(isTransition),
    rejections: entries.filter(isRejection),
    notes,
    segments: [],
    continues: notes.filter((note) => isNoteOf(note, 'continued')).at(-1)?.was.data ?? null,
    ...folded,
    head: { ...head, ...NOTHING_CARRIED_OVER },
    auto_merge: genesis.auto_merge,
    labels: genesis.labels,
  };
}

function foldOf({ genesis }: LoopRecord, entries: readonly Entry[]): ReturnType<typeof foldGenesis> {
  return entries.reduce((folded, entry) => {
    const law = entry.lifecycle === null ? undefined : releasedLifecycle(entry.lifecycle);
    return foldEntry(folded, entry, law === undefined ? NO_TRAITS : traitsIn(law));
  }, foldGenesis(genesis));
}
