import { entryHash } from '../../src/core/record/chain/chain.ts';
import type { EntrySettings, RecordedNeed } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import { CI_MODES, NEED_KINDS, REJECTION_CODES, UNMERGED_CLOSES } from '../../src/core/values/words.ts';
import { changed, edited, nth, readBack, rechained, reworded, shownAs } from './attack.ts';
import { everyEntry, keptTwice } from './good-records.ts';
import { comment, grown, HEAD, note, record, refusal, wholeWay } from './story.ts';
import { fails, passes, unsure, type Vector } from './vector.ts';

/** Every word of the closed lists that `every-entry` does not hold. */
export function wordVectors(): readonly Vector[] {
  return [
    passes('every-need', 'A refusal for each kind of thing that can be missing.', comment(everyNeed())),
    passes('every-code', 'A refusal with each code.', comment(everyCode())),
    passes('every-setting', 'Every value that a setting can have.', comment(everySetting())),
  ];
}

function everyNeed(): LoopRecord {
  const needs = NEED_KINDS.map((kind): RecordedNeed => ({ kind, names: ['build', 'a--b <x>'], counts: { total: 3 } }));
  return record([
    ...wholeWay().slice(0, 4),
    ...needs.map((need) =>
      refusal('ci_pending', 'merged', { needs: [need], cause: `gate_not_met|${need.kind}|43||0` }),
    ),
    refusal('ci_pending', 'merged', { needs: needs.slice(0, 5), cause: 'gate_not_met|many|43||0' }),
  ]);
}

function everyCode(): LoopRecord {
  const refusals = REJECTION_CODES.map((code) =>
    refusal('ci_pending', 'merged', { code, cause: `${code}|merge|43|${HEAD}|0` }),
  );
  return record([...wholeWay().slice(0, 4), ...refusals]);
}

function everySetting(): LoopRecord {
  const config = { path: '.github/loopforge.yml', blob: trustedSha('c0'.repeat(20)) };
  const all = CI_MODES.flatMap((ci) =>
    UNMERGED_CLOSES.map((unmerged_close): EntrySettings => {
      const lists = { ignore_checks: ['lint*'], required_checks: ['build', 'test'] };
      return { ci, unmerged_close, ...lists, require_current_approval: ci === 'none', config };
    }),
  );
  return all.reduce(
    (before, settings) => grown(before, [note('reproved', { pr: 43, sha: HEAD })], { settings }),
    record(wholeWay().slice(0, 5)),
  );
}

/** Words of a newer release: all else holds, and what they mean is not known. */
export function growthVectors(): readonly Vector[] {
  const every = everyEntry();
  const later = (
    name: string,
    about: string,
    ...changes: Parameters<typeof reworded> extends [unknown, ...infer C] ? C : never
  ) => unsure(name, 'unknown_kind', about, reworded(every, ...changes));
  const kept = JSON.stringify(keptTwice());
  const handedOver = later(
    'newer-note-says',
    'A kind of note, which says something.',
    ['"trigger":"transferred"', '"trigger":"handed_over"'],
    ['"kind":"transferred"', '"kind":"handed_over"'],
  );
  return [
    later(
      'newer-note',
      'A kind of note.',
      ['"trigger":"reproved"', '"trigger":"paused"'],
      ['"kind":"reproved"', '"kind":"paused"'],
    ),
    handedOver,
    later('newer-was', 'A note has something to say whose kind had nothing.', [
      '"kind":"migration","was":null',
      '"kind":"migration","was":{"data":{"from":1},"kept":[],"named":[]}',
    ]),
    later('newer-flag', 'A flag.', ['"flags":["unproven"]', '"flags":["sealed_by_hand","unproven"]']),
    later('newer-source', 'A source.', ['"source":"asserted"', '"source":"delivered"']),
    later('newer-setting', 'A key of the settings, with any value.', [
      '"config":null',
      '"config":null,"hooks":[{"a":1}]',
    ]),
    later('newer-need', 'A kind of need.', ['"kind":"failed"', '"kind":"embargo"']),
    later('newer-code', 'A code of a refusal.', ['"code":"gate_not_met"', '"code":"over_budget"']),
    unsure(
      'newer-kept',
      'unknown_kind',
      'A flag of an entry that a note keeps.',
      shownAs(rechained(withKept(JSON.parse(kept))), keptTwice()),
    ),
    fails(
      'newer-head-source',
      'fold_mismatch unknown_kind',
      'A source in the head alone.',
      edited(every, ({ head }) => {
        head.source = word('delivered');
      }),
    ),
    fails(
      'newer-and-broken',
      'chain_broken unknown_kind',
      'A kind of note that is not known, and its hash does not hold.',
      edited(every, ({ notes }) => {
        nth(notes, 0).kind = word('paused');
        nth(notes, 0).trigger = 'paused';
      }),
    ),
    fails(
      'newer-edited',
      'chain_broken unknown_kind',
      'What a note of a kind that is not known says was changed.',
      shownAs(
        changed(readBack(handedOver.text), ({ notes }) => {
          const said = notes.find(({ trigger }) => trigger === 'handed_over')?.was;
          if (said != null) said.data = { from: 'elsewhere' };
        }),
        every,
      ),
    ),
  ];
}

/** The record with a word that no release has, in the first entry that a note keeps. */
function withKept(whole: LoopRecord): LoopRecord {
  return changed(whole, ({ notes }) => {
    const kept = notes.flatMap(({ was }) => was?.kept ?? [])[0];
    if (kept === undefined) throw new Error('no note keeps an entry');
    kept.flags = [word('sealed_by_hand')];
    kept.hash = entryHash(kept);
  });
}

/** A word of a newer release, where a type of this one knows only its own. */
function word<T extends string>(text: string): T {
  return JSON.parse(JSON.stringify(text));
}
