import { decodeComment } from '../../src/codec/record/comment.ts';
import { encodeLine } from '../../src/codec/record/comment-line.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { entriesOf, entryHash, genesisHash } from '../../src/core/record/chain/chain.ts';
import { carriedOver, type Folded, foldEntry, foldGenesis } from '../../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Hash } from '../../src/core/values/ids.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { comment, STANDARD, seen, visibleOf } from './story.ts';

/** A record that anybody who may edit the comment can change as he likes. */
type Open<T> = JsonValue extends T ? T : T extends string ? T : T extends object ? OpenObject<T> : T;
type OpenObject<T> = { -readonly [K in keyof T]: Open<T[K]> };
export type OpenRecord = Open<LoopRecord>;

/** A copy of the record, changed, in a comment whose line is spelled as it should be. Nothing else is put right. */
export function edited(record: LoopRecord, change: (open: OpenRecord) => void): string {
  return bodyOf(changed(seen(record), change), visibleOf(record));
}

export function changed(record: LoopRecord, change: (open: OpenRecord) => void): LoopRecord {
  const open: OpenRecord = JSON.parse(JSON.stringify(record));
  change(open);
  return JSON.parse(JSON.stringify(open));
}

/** The same, by somebody who then computes all hashes and derived fields anew. */
export function forged(record: LoopRecord, change: (open: OpenRecord) => void): string {
  return comment(rechained(changed(record, change)));
}

/** A body without any check that it could be read back. */
export function bodyOf(value: unknown, visible: string): string {
  return `${visible.trimEnd()}\n\n<!-- loopforge:record\n${encodeLine(value)}\n-->`;
}

/** A body without any check either, with the visible part of a record that can be shown. */
export function shownAs(record: LoopRecord, other: LoopRecord): string {
  const { rev, shown, view } = seen(other).head;
  return bodyOf({ ...record, head: { ...record.head, rev, shown, view } }, visibleOf(other));
}

/** The line of the record, changed as text. */
export function respelled(record: LoopRecord, change: (line: string) => string): string {
  const lines = comment(record).split('\n');
  const line = lines.at(-2) ?? '';
  const other = change(line);
  if (other === line) throw new Error('the change finds nothing to change');
  return [...lines.slice(0, -2), other, '-->'].join('\n');
}

/** The record with other texts in its JSON, and with all hashes and derived fields computed anew. */
export function reworded(record: LoopRecord, ...changes: readonly (readonly [from: string, to: string])[]): string {
  const text = changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`there is no ${from} to change`);
    return before.replace(from, () => to);
  }, JSON.stringify(record));
  return shownAs(rechained(JSON.parse(text)), record);
}

/** All hashes and all derived fields computed anew, by a writer who has our code. */
export function rechained(record: LoopRecord): LoopRecord {
  const open: OpenRecord = JSON.parse(JSON.stringify(record));
  let previous = genesisHash(open.genesis);
  for (const entry of entriesOf(open)) {
    const own: { prev_hash: Hash; hash: Hash } = entry;
    own.prev_hash = previous;
    own.hash = entryHash(entry);
    previous = own.hash;
  }
  const traitsOf = traitsIn(STANDARD);
  const folded = entriesOf(open).reduce<Folded>(
    (sum, entry) => foldEntry(sum, entry, traitsOf),
    foldGenesis(open.genesis),
  );
  return { ...open, ...folded, head: { ...folded.head, ...carriedOver(record.head) } };
}

/** What a reader makes of a body that must be good. */
export function readBack(body: string): LoopRecord {
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record' || decoded.record.head.view !== viewHash(decoded.visible))
    throw new Error('not a record');
  return decoded.record;
}

/** The element; a vector that changes nothing would prove nothing. */
export function nth<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  if (found === undefined) throw new Error(`there is no element ${index}`);
  return found;
}
