import { readFileSync } from 'node:fs';
import { importRecord } from '../../src/codec/original/import-record.ts';
import { encodeLine } from '../../src/codec/record/comment-line.ts';
import { newRecord } from '../../src/core/record/append/new-record.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { erase } from './erase.ts';
import {
  continued,
  cycles,
  everyEntry,
  HOSTILE,
  keptTwice,
  long,
  numbers,
  redacted,
  transferred,
} from './good-records.ts';
import { sealedVectors } from './sealed.ts';
import {
  at,
  bytesFrom,
  comment,
  grown,
  HERE,
  note,
  record,
  STANDARD,
  STRICT,
  stamp,
  step,
  THERE,
  wholeWay,
} from './story.ts';
import { passes, type Vector } from './vector.ts';
import { viewVectors } from './views.ts';
import { wordVectors } from './words.ts';

/** Records that hold. */
export function goodVectors(): readonly Vector[] {
  const whole = record(wholeWay());
  return [
    passes('one-entry', 'A record at its birth.', comment(record(wholeWay().slice(0, 1)))),
    passes('whole-way', 'Issue to close in the standard lifecycle, bound to its issue.', comment(whole), {
      binding: HERE,
    }),
    passes('strict', 'The same in the strict lifecycle.', comment(record(wholeWay(), { law: STRICT }))),
    passes('two-laws', 'The repository changed from standard to strict on the way.', comment(twoLaws())),
    passes('every-entry', 'Every kind of entry and note, every source and every flag.', comment(everyEntry())),
    passes('cycles', 'Two reopenings: violations, merge and cycle start afresh.', comment(cycles())),
    passes('provisional', 'Merged before any check had reported: provisional.', comment(provisional())),
    passes(
      'settled',
      'Checks that reported later settle it.',
      comment(grown(provisional(), [note('late_evidence', { at: at('09:30:00') })])),
    ),
    passes(
      'adopted',
      'An item closed long ago, taken over: the birth is unproven and leads to closed.',
      comment(adopted()),
    ),
    passes('restored', 'Overwritten entries: two kept whole, others named.', comment(keptTwice())),
    passes('continued', 'The record goes on in a second comment.', comment(continued())),
    passes('transferred', 'The issue moved to another repository.', comment(transferred(THERE)), { binding: THERE }),
    passes('redacted', 'Actor and metadata erased, each with its note.', comment(redacted())),
    passes(
      'redacted-kept',
      'A name erased in an entry that a note keeps.',
      comment(erase(erase(keptTwice(), 6, ['was/actor'], []), 5, ['actor'])),
    ),
    passes('hostile', 'Every text that has broken HTML, Markdown or JSON somewhere.', comment(hostile())),
    passes('numbers', 'Numbers as ECMAScript prints them.', comment(numbers())),
    passes('crlf', 'GitHub made CRLF of every line break.', comment(whole).replaceAll('\n', '\r\n')),
    passes(
      'trailing-space',
      'White space at the ends of the visible lines does not count.',
      `${comment(whole).replace('flowchart TB\n', 'flowchart TB \t\r\n')} \r\n\n`.replace(
        ' current\n',
        ' current  \t\n',
      ),
    ),
    ...wordVectors(),
    ...sealedVectors(),
    ...viewVectors(),
    passes('imported', 'A record of the Python library, imported.', text(imported()), { isJson: true }),
    passes('library', 'A record outside GitHub, in a JSON file for people.', JSON.stringify(fromLibrary(), null, 2), {
      isJson: true,
    }),
    passes('long', '200 entries.', text(long()), { isJson: true }),
  ];
}

function text(whole: LoopRecord): string {
  return `${encodeLine(whole)}\n`;
}

function twoLaws(): LoopRecord {
  const way = wholeWay();
  return grown(record(way.slice(0, 4)), way.slice(4), { law: STRICT, settings: null });
}

function provisional(): LoopRecord {
  const passed = step('ci_pending', 'ci_passed', '09:00:00', {
    flags: ['no_checks', 'late'],
    evidence: { at: null, facts: { 'checks.ok': true, 'checks.state': 'none' }, checks: null },
  });
  return record([...wholeWay().slice(0, 4), passed, step('ci_passed', 'merged', '09:00:00')]);
}

function adopted(): LoopRecord {
  return record([step(null, 'closed', '08:00:00', { flags: ['unproven'] }), note('adopted')]);
}

function hostile(): LoopRecord {
  const metadata = Object.fromEntries(HOSTILE.map((value, index) => [`key-${index}`, value]));
  const named = Object.fromEntries(HOSTILE.map((value) => [value, 'success']));
  const evidence = { at: null, facts: { 'checks.ok': true, names: [...HOSTILE] }, checks: named };
  return record([...wholeWay().slice(0, 4), step('ci_pending', 'ci_passed', '09:00:00', { metadata, evidence })]);
}

export function imported(): LoopRecord {
  const original: unknown = JSON.parse(
    readFileSync(new URL('../../test/vectors/original-record.json', import.meta.url), 'utf8'),
  );
  return importRecord(original, { random: bytesFrom(9), now: () => at('12:00:00'), lifecycleHash: STRICT.hash });
}

function fromLibrary(): LoopRecord {
  const { traitsOf } = stamp();
  const means = { clock: () => at('08:00:00'), random: bytesFrom(5), lifecycle: STANDARD, traitsOf };
  return newRecord({ ref: 'TICKET-7', labels: { team: 'platform' }, autoMerge: true }, means);
}
