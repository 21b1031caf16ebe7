import {
  type CopyToMirror,
  genesisHash,
  isNoteOf,
  LoopForgeError,
  type LoopRecord,
  type Mirror,
} from '../../core/model.ts';
import { copiedTo } from '../../core/words/index.ts';
import { readWholeRecord, recordAuthorsFor, searchRecord } from '../find-record/index.ts';
import { type ItemPorts, type ItemRequest, settingsFor } from '../item-state/index.ts';
import { bringLevel } from './bring-level.ts';

/**
 * Brings the copy of an item's record level with it.
 * @returns what was done; null: the copy was level
 * @throws LoopForgeError where the mirror cannot be reached or will not have it, and where sealed parts cannot be read
 */
export async function mirrorRecord(
  ports: ItemPorts,
  request: ItemRequest,
  number: number,
  task: CopyToMirror,
): Promise<string | null> {
  if (ports.mirrors === undefined) throw new LoopForgeError('internal', 'There is no way to a mirror.');
  if (ports.isCancelled()) throw new LoopForgeError('cancelled', 'The run was cancelled.');
  const record = await readWholeRecord(ports.github, number, task);
  const mirror = await ports.mirrors.open(task);
  const written = await bringLevel(mirror, { ...task, record }, () => readRecord(ports, request, number));
  await forgetFormer(mirror, written ?? record);
  return written === null ? null : copiedTo(task, written);
}

/** The whole record of an item as it is now; null: there is none. */
async function readRecord({ github }: ItemPorts, request: ItemRequest, number: number): Promise<LoopRecord | null> {
  const first = await github.read(number);
  const { law } = await settingsFor(request, first);
  const { found } = await searchRecord(github, first, recordAuthorsFor(first, law, request));
  return found.stored === null ? null : readWholeRecord(github, number, found.stored);
}

/** A record that moved with its item has another id now; the copy under the one before would never be erased in again. */
async function forgetFormer({ copies }: Mirror, record: LoopRecord): Promise<void> {
  for (const id of formerIds(record)) {
    const copy = await copies.get(id);
    if (copy !== null && genesisHash(copy.genesis) === genesisHash(record.genesis)) await copies.delete(id);
  }
}

function formerIds({ record_id, genesis, notes }: LoopRecord): ReadonlySet<string> {
  const moves = notes.flatMap((note) => (isNoteOf(note, 'transferred') ? [note.was.data.from.record_id] : []));
  const ids = new Set([genesis.record_id, ...moves]);
  ids.delete(record_id);
  return ids;
}
