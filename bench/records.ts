import { builtinLifecycle } from '../src/codec/lifecycle/builtin.ts';
import { decodeComment, encodeComment } from '../src/codec/record/comment.ts';
import { traitsIn } from '../src/core/lifecycle/traits.ts';
import { appendEntries } from '../src/core/record/append/append.ts';
import { entriesOf, entryHash, genesisHash } from '../src/core/record/chain/chain.ts';
import { foldEntry, foldGenesis } from '../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../src/core/record/record.ts';
import { renderRecord } from '../src/report/comment/renderers.ts';
import { joinSegments } from '../src/usecase/find-record/whole-record.ts';
import { cost, figure, table } from './measure.ts';
import { longRecord, nextStep, STAMP, type StoredRecord, shown, stored } from './sample-records.ts';

const LENGTHS = [10, 100, 1_000, 5_000];

/** What each part of the work on a record costs, and how that grows with the record. */
export function measureRecords({ goes }: { goes: number }): string {
  const rows: string[][] = [];
  const heads: string[][] = [];
  // The longest first: what is compiled well by then is so for all.
  for (const length of LENGTHS.toReversed()) {
    const record = longRecord(length);
    const parts = stored(record);
    const read = load(parts);
    const times = {
      load: cost(goes, () => load(parts)),
      check: cost(goes, () => check(read)),
      append: cost(goes, () => appendEntries(record, [nextStep(record)], STAMP)),
      render: cost(goes, () => renderRecord(shown(record))),
    };
    const perEntry = ((times.load + times.check + times.append + times.render) / length) * 1000;
    const checked = (length / times.check) * 1000;
    const columns = [...Object.values(times), perEntry, checked].map(figure);
    rows.push([String(length), String(1 + parts.segments.length), ...columns]);
    heads.push([String(length), figure(parts.body.length), figure(cost(goes, () => oneRun(parts)))]);
  }
  const head = ['entries', 'comments', 'load (ms)', 'check (ms)', 'append (ms)', 'render (ms)'];
  return [
    '### A whole record: read it, recompute its chain, add a step, render it\n',
    table([...head, 'in all, µs/entry', 'checked entries/s'], rows.toReversed()),
    '\n### What one run does of that: read the head comment, add a step, render and write it\n',
    table(['entries', 'head comment (characters)', 'ms'], heads.toReversed()),
  ].join('\n');
}

function load({ body, segments }: StoredRecord): LoopRecord {
  return joinSegments(headOf(body), segments);
}

function headOf(body: string): LoopRecord {
  // What was read last is kept, and here the same is read over and over.
  decodeComment('');
  const decoded = decodeComment(body);
  if (decoded.kind === 'none') throw new Error('there is no record');
  return decoded.record;
}

/** Every hash, every link, and everything that follows from the entries. */
function check(record: LoopRecord): void {
  const traitsOf = traitsIn(builtinLifecycle('standard'));
  let previous = genesisHash(record.genesis);
  let folded = foldGenesis(record.genesis);
  for (const entry of entriesOf(record)) {
    if (entry.prev_hash !== previous || entryHash(entry) !== entry.hash)
      throw new Error(`entry ${entry.seq} is broken`);
    previous = entry.hash;
    folded = foldEntry(folded, entry, traitsOf);
  }
  if (folded.state !== record.state || folded.head.hash !== record.head.hash) throw new Error('the fold is another');
}

function oneRun({ body }: StoredRecord): string {
  const before = headOf(body);
  const record = shown(appendEntries(before, [nextStep(before)], STAMP).record);
  return encodeComment(record, renderRecord(record) ?? '');
}
