import type { NoteDraft } from '../../src/core/record/append/append.ts';
import { commitTo, entriesOf } from '../../src/core/record/chain/chain.ts';
import type { Entry } from '../../src/core/record/entry.ts';
import { keptIn } from '../../src/core/record/notes.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { changed, type OpenRecord } from './attack.ts';
import { grown, note, OCTOCAT } from './story.ts';

export const REASON = { reason: 'Asked for by the person \u2014 "GDPR" <17>' };

/** Erases values as the format says: the commitment stays, the salt goes, a note names them. */
export function erase(
  whole: LoopRecord,
  seq: number,
  names: readonly string[],
  noteFor: readonly string[] = names,
  noteSeq = seq,
  by: Parameters<typeof grown>[2] = { run: null },
): LoopRecord {
  const without = changed(whole, (open) => eraseIn(open, seq, names));
  return grown(without, noteFor.length === 0 ? [] : [redaction(noteSeq, noteFor)], { settings: null, ...by });
}

/** A note by a person that values were erased. */
export function redaction(seq: number, names: readonly string[]): NoteDraft {
  const was = { data: { seq, names: [...names] }, kept: [], named: [] };
  return note('redaction', { was, source: 'override', actor: OCTOCAT, metadata: REASON });
}

function eraseIn(open: OpenRecord, seq: number, names: readonly string[]): void {
  const entry = entriesOf(open).find((one) => one.seq === seq);
  if (entry === undefined) throw new Error(`no entry ${seq}`);
  for (const name of names) eraseOne(entry, name);
}

function eraseOne(entry: Entry, name: string): void {
  const own: { -readonly [K in keyof Entry]: Entry[K] } = entry;
  const { salts, metadata } = own;
  if (name.startsWith('was/')) {
    for (const kept of keptIn(entry)) eraseOne(kept, name.slice('was/'.length));
    return;
  }
  if (name === 'actor') {
    own.actor = commitTo('actor', salts.actor, own.actor);
    own.salts = { ...salts, actor: null };
    return;
  }
  const key = name.slice('metadata/'.length);
  own.metadata = { ...metadata, [key]: commitTo(name, salts.metadata[key] ?? null, metadata[key]) };
  own.salts = { ...salts, metadata: { ...salts.metadata, [key]: null } };
}
