import { encodeLine } from '../../src/codec/record/comment-line.ts';
import type { Draft } from '../../src/core/record/append/append.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId } from '../../src/core/values/ids.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { changed, edited, nth, rechained, shownAs } from './attack.ts';
import { imported } from './good.ts';
import { keptTwice, transferred } from './good-records.ts';
import { sealedStory } from './sealed.ts';
import { comment, grown, note, OTHER_HASH, record, THERE, wholeWay } from './story.ts';
import { fails, unsure, type Vector } from './vector.ts';

const RECORD = record(wholeWay().slice(0, 3));
const MOVED = transferred(THERE);
const KEPT = keptTwice();

interface Members {
  [key: string]: JsonValue;
}

/** What verifiers that were written from the document alone once saw differently, or stumbled over. */
export function reviewedVectors(): readonly Vector[] {
  const bad = (name: string, about: string, text: string, codes = 'malformed') =>
    fails(`reviewed-${name}`, codes, about, text);
  return [
    bad(
      '01-to-without-number',
      'A binding without a number.',
      movedTo(({ ref_number: _, ...to }) => to),
    ),
    bad(
      '02-to-host-object',
      'A host that is an object.',
      movedTo((to) => ({ ...to, host: {} })),
    ),
    bad(
      '03-to-without-host',
      'A binding without a host.',
      movedTo(({ host: _, ...to }) => to),
    ),
    bad('04-transferred-null', 'A transfer, then one that says nothing.', grownFrom(MOVED, note('transferred'))),
    bad('05-redaction-fraction', 'A redaction of entry 1.5.', saying('redaction', { seq: 1.5, names: ['actor'] })),
    bad(
      '06-kept-actor-text',
      'A kept entry whose actor is a text.',
      keeping((entry) => ({ ...entry, actor: 'octocat' })),
    ),
    bad(
      '07-kept-step-says',
      'A kept step with a key that only notes have.',
      keeping((entry) => ({ ...entry, was: { seq: 1, hash: OTHER_HASH, free: 1 } })),
    ),
    bad(
      '08-kept-salt-short',
      'A kept entry with a salt of one character.',
      keeping((entry) => ({ ...entry, salts: { actor: 'x', metadata: {} } })),
    ),
    bad(
      '09-kept-salt-loose',
      'A kept entry with a salt of more bits than 32 bytes have.',
      keeping((entry) => ({ ...entry, salts: { actor: `${'A'.repeat(42)}B`, metadata: {} } })),
    ),
    bad('10-no-day', 'Recorded on a day that no month has.', retimed('recorded_at', '2026-02-30T08:00:07Z')),
    bad('11-year-0', 'Recorded in the year 0.', retimed('recorded_at', '0000-01-01T00:00:00Z')),
    { ...bad('12-no-utf-8', 'A byte in the visible part that is no UTF-8.', ''), bytes: withOddByte() },
    { ...bad('13-key-twice-no-json', 'A key that stands twice, and then no JSON.', '{"a":1,"a":2}}\n'), isJson: true },
    bad('14-all-sealed', 'All entries are sealed, and no part was given.', allSealed(), 'chain_broken segment_missing'),
    {
      ...unsure(
        'reviewed-15-imported-foreign',
        'unknown_lifecycle',
        'Imported under a law that is not known: closed_at is not judged.',
        importedForeign(),
      ),
      isJson: true,
    },
    bad('16-kept-stripped', 'In place of a kept entry stands its bare hash.', stripped(), 'chain_broken'),
    bad(
      '17-kept-salts-free',
      'Anything else among the salts of a kept entry.',
      keeping((entry) => ({ ...entry, salts: { ...JSON.parse(JSON.stringify(entry['salts'])), free: 1 } })),
    ),
    bad('18-no-day-of-evidence', 'A fact of a day that no month has.', factOf('2026-02-30T00:00:00Z')),
    bad(
      '19-trigger-not-kind',
      'A note whose trigger is not its kind.',
      grownFrom(RECORD, note('reproved', { trigger: 'x' })),
    ),
  ];
}

function movedTo(change: (to: Members) => JsonValue): string {
  const open: LoopRecord = JSON.parse(JSON.stringify(MOVED));
  const data = Object(nth(open.notes, 0).was?.data);
  Reflect.set(data, 'to', change(data.to));
  return shownAs(open, MOVED);
}

function saying(kind: 'redaction', data: JsonValue): string {
  return grownFrom(RECORD, note(kind, { was: { data, kept: [], named: [] } }));
}

function keeping(change: (entry: Members) => JsonValue): string {
  const open: LoopRecord = JSON.parse(JSON.stringify(KEPT));
  Reflect.set(Object(nth(open.notes, 0).was), 'kept', [
    change(JSON.parse(JSON.stringify(nth(open.notes, 0).was?.kept[0]))),
  ]);
  return shownAs(open, KEPT);
}

function retimed(key: string, time: string): string {
  const open: LoopRecord = JSON.parse(JSON.stringify(RECORD));
  Reflect.set(nth(open.transitions, 1), key, time);
  return shownAs(rechained(open), RECORD);
}

function factOf(at: string): string {
  const open: LoopRecord = JSON.parse(JSON.stringify(RECORD));
  Reflect.set(nth(open.transitions, 1).evidence, 'at', at);
  return shownAs(rechained(open), RECORD);
}

/** The entry as it would be written, whatever its shape. */
function grownFrom(whole: LoopRecord, draft: Draft): string {
  return shownAs(grown(whole, [draft]), whole);
}

function withOddByte(): Uint8Array {
  return Buffer.concat([Buffer.from('### '), Buffer.from([0xff]), Buffer.from(`\n\n${comment(RECORD)}`)]);
}

function allSealed(): string {
  const { head } = sealedStory();
  const last = entriesOf(head).at(-1);
  const place = {
    comment_id: trustedCommentId('1004'),
    first_seq: (head.segments.at(-1)?.last_seq ?? 0) + 1,
    last_seq: head.head.seq,
    hash: last?.hash ?? head.head.hash,
  };
  return shownAs({ ...head, transitions: [], rejections: [], notes: [], segments: [...head.segments, place] }, head);
}

function importedForeign(): string {
  const foreign = rechained(
    changed(imported(), ({ transitions, genesis, notes }) => {
      genesis.lifecycle = OTHER_HASH;
      for (const one of [...transitions, ...notes]) one.lifecycle = OTHER_HASH;
    }),
  );
  return `${encodeLine({ ...foreign, closed_at: null })}\n`;
}

function stripped(): string {
  return edited(KEPT, ({ notes }) => {
    const { was } = nth(notes, 0);
    if (was === null) throw new Error('the note says nothing');
    was.named = was.kept.map(({ hash }) => hash);
    was.kept = [];
  });
}
