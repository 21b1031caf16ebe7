import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { entriesOf, entryHash, genesisHash } from '../../src/core/record/chain/chain.ts';
import { carriedOver, type Folded, foldEntry, foldGenesis } from '../../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Hash } from '../../src/core/values/ids.ts';
import type { JsonValue } from '../../src/core/values/json.ts';

type Open<T> = JsonValue extends T ? T : T extends string ? T : T extends object ? OpenObject<T> : T;
type OpenObject<T> = { -readonly [K in keyof T]: Open<T[K]> };
/** A record in the hands of somebody who may edit the comment. */
export type OpenRecord = Open<LoopRecord>;

/** A copy with a change, and nothing else put right. */
export function changed(record: LoopRecord, change: (open: OpenRecord) => void): LoopRecord {
  const open: OpenRecord = JSON.parse(JSON.stringify(record));
  change(open);
  return JSON.parse(JSON.stringify(open));
}

/** The same by somebody who has our code and computes all hashes and all derived fields anew. */
export function forged(record: LoopRecord, change: (open: OpenRecord) => void): LoopRecord {
  const open: OpenRecord = JSON.parse(JSON.stringify(changed(record, change)));
  let previous = genesisHash(open.genesis);
  let seq = 0;
  for (const entry of entriesOf(open)) {
    const own: { seq: number; prev_hash: Hash; hash: Hash } = entry;
    own.seq = ++seq;
    own.prev_hash = previous;
    own.hash = entryHash(entry);
    previous = own.hash;
  }
  const traitsOf = traitsIn(builtinLifecycle('standard'));
  const folded = entriesOf(open).reduce<Folded>(
    (sum, entry) => foldEntry(sum, entry, traitsOf),
    foldGenesis(open.genesis),
  );
  return JSON.parse(JSON.stringify({ ...open, ...folded, head: { ...folded.head, ...carriedOver(open.head) } }));
}

/** As {@link forged}, written as the next revision. */
export function nextForged(record: LoopRecord, change: (open: OpenRecord) => void): LoopRecord {
  return forged(record, (open) => {
    open.head.rev++;
    change(open);
  });
}

export function nth<T>(list: readonly T[], index: number): T {
  const found = list.at(index);
  if (found === undefined) throw new Error(`there is no element ${index}`);
  return found;
}
