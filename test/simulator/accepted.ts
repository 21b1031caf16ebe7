import { decodeComment } from '../../src/codec/record/comment.ts';
import { decodeSegment, isSegment } from '../../src/codec/record/segment.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Outcome } from './simulate.ts';

/**
 * Every entry of every record that GitHub took over for an item, each once. What stands in a segment counts with the
 * first record that names it: until then it is a copy that nobody knows of.
 */
export function acceptedEntries({ accepted }: Outcome, item: number): ReadonlyMap<string, Entry> {
  const bodies = accepted.filter((one) => one.item === item).map(({ body }) => body);
  const records = bodies.filter((body) => !isSegment(body)).flatMap(recordIn);
  const named = new Set<string>(records.flatMap(({ segments }) => segments.map(({ hash }) => hash)));
  const segments = bodies.filter(isSegment).map((body) => decodeSegment(body));
  const sealed = segments.flatMap(({ entries }) => (named.has(entries.at(-1)?.hash ?? '') ? entries : []));
  return new Map([...sealed, ...records.flatMap(entriesOf)].map((entry) => [entry.hash, entry]));
}

function recordIn(body: string): readonly LoopRecord[] {
  const decoded = decodeComment(body);
  return decoded.kind === 'record' ? [decoded.record] : [];
}
