import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { EXPORT_FORMATS, type ExportFormatName } from '../../../src/codec/export/format.ts';
import { pseudonymFrom } from '../../../src/codec/export/names/pseudonym.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { inOrder } from '../../core/by-hand.ts';
import { CLEAR, exportedBytes } from '../../support/export/exported.ts';
import { type Marked, recordOfPeople } from '../../support/export/peopled-record.ts';
import { slowRuns } from '../../support/runs.ts';

/** Texts that stand nowhere by chance. */
const anyMark = fc.stringMatching(/^[a-z]{4}$/).map((text) => `q0${text}zq`);
const anyone: fc.Arbitrary<Marked> = fc.record({
  id: anyMark,
  login: fc.oneof(
    anyMark,
    anyMark.map((mark) => `=${mark}<é "'`),
  ),
});
const people = fc
  .uniqueArray(anyone, { minLength: 1, maxLength: 3, selector: ({ id }) => id })
  .filter((all) => all[0] !== undefined);

/** All that an export holds, as text; of an archive its parts. */
async function textOf(name: ExportFormatName, records: readonly LoopRecord[], names = CLEAR): Promise<string> {
  const bytes = await exportedBytes(name, names, records);
  return name === 'xlsx'
    ? Object.values(unzipSync(bytes))
        .map((part) => Buffer.from(part).toString('utf8'))
        .join('\n')
    : bytes.toString('utf8');
}

/** A text in every spelling in which it could stand somewhere: as it is, escaped, in base64 at every place of three. */
function spellingsOf(text: string): readonly string[] {
  const mark = /q0[a-z]{4}zq/.exec(text)?.[0] ?? text;
  const shifted = [0, 1, 2].flatMap((shift) => {
    const coded = Buffer.from(`${'x'.repeat(shift)}${mark}`).toString('base64');
    // What stands at the ends depends on what stands beside it.
    return coded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [mark, encodeURIComponent(mark), Buffer.from(mark).toString('hex'), ...shifted];
}

test('no format with pseudonyms holds a name, a number, a salt or a word of metadata; the same person has one pseudonym', async () => {
  await fc.assert(
    fc.asyncProperty(people, fc.uint8Array({ minLength: 32, maxLength: 32 }), async (all, key) => {
      const [first, ...others] = all;
      if (first === undefined) return;
      const records = [recordOfPeople([first, ...others], 1), recordOfPeople([first, ...others], 2)];
      const of = pseudonymFrom(key);
      const marks = all.flatMap(({ id, login }) => [...spellingsOf(id), ...spellingsOf(login)]);
      const salts = records.flatMap(inOrder).flatMap(({ salts: one }) => [one.actor, ...Object.values(one.metadata)]);
      for (const name of EXPORT_FORMATS) {
        const text = await textOf(name, records, { kind: 'pseudonyms', of });
        for (const mark of marks) expect(text).not.toContain(mark);
        for (const salt of salts) if (salt !== null) expect(text).not.toContain(salt);
        const told = new Set(text.match(/person-[\da-f]{10}/g));
        expect([...told].sort()).toEqual(all.map(({ id }) => of(id)).sort());
      }
    }),
    slowRuns(40),
  );
});

test('and those names do stand there in clear', async () => {
  const one: Marked = { id: 'q0aaaazq', login: 'q0bbbbzq' };
  for (const name of EXPORT_FORMATS) {
    const text = await textOf(name, [recordOfPeople([one])]);
    expect(text).toContain(one.id);
    expect(text).toContain(one.login);
  }
});
