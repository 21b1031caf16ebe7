import { describe, expect, test } from 'vitest';
import type { Need } from '../../../src/core/lifecycle/need.ts';
import type { Rejection } from '../../../src/core/record/entry.ts';
import { NEED_KINDS } from '../../../src/core/values/words.ts';
import { sentence } from '../../../src/core/words/basics/parts.ts';
import { needAction } from '../../../src/core/words/needs/need-actions.ts';
import { needClauses } from '../../../src/core/words/needs/need-clauses.ts';
import { openRefusals } from '../../../src/core/words/refusals/refused-act.ts';
import { nextSentence } from '../../../src/report/standing/next-words.ts';
import { titleOf } from '../../../src/report/standing/title.ts';
import { gateMoments } from './gate-moments.ts';
import { everyMoment, type Moment } from './story-moments.ts';

/*
 * Everything that is said over the stories, once each, as a page that a person can read: `told.md`. A change of a word is
 * a change of that page (`npx vitest run -u test/core/words`), to be read before it is taken.
 */

const MOMENTS = [...everyMoment(), ...gateMoments()];

const openOf = ({ record }: Moment): readonly (Rejection | null)[] => openRefusals(record);

/** Rows in the order in which the stories bring them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`);
  return [`| ${head.join(' | ')} |`, `|${head.map(() => '---').join('|')}|`, ...new Set(lines)].join('\n');
}

function standings(): string {
  const rows = MOMENTS.map((moment) => {
    const { record } = moment;
    const open = openOf(moment);
    const { sign, text } = titleOf(record, open);
    const missing = (record.head.shown?.needs ?? []).map(({ kind }) => kind);
    const refused = open.map((entry) => (entry === null ? '' : `${entry.code} (${entry.cause.split('|')[1] ?? ''})`));
    const next = nextSentence(record, open) ?? 'Nothing is left to do.';
    return [record.state, missing.join(', '), refused.join(', '), `${sign} ${text}`, next];
  });
  return table(['state', 'missing', 'refused', 'title', 'next'], rows);
}

/** Numbers, commits and hours say nothing about the words. */
function withoutParticulars(text: string): string {
  return text.replace(/`[0-9a-f]{7}`/g, '`a1b2c3d`').replace(/ at \d{2}:\d{2} UTC/g, ' at 08:00 UTC');
}

function violations(): string {
  const rows = MOMENTS.flatMap(({ plan }) =>
    plan.violations.map(({ cause, summary, remedy }) => {
      const [code = '', act = ''] = cause.split('|');
      return [code, act, withoutParticulars(summary), withoutParticulars(remedy)];
    }),
  );
  return table(
    ['code', 'act', 'what happened', 'what settles it'],
    rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)),
  );
}

function needs(): string {
  const rows = MOMENTS.flatMap(({ plan, record }) => {
    const about = { issue: record.ref.includes('/issues/') ? record.ref_number : null };
    return plan.missing.map((need) => [need.kind, sentence(needAction(need, about)), `…${needClauses([need])}.`]);
  });
  return table(
    ['kind', 'what to do', 'how it stood'],
    rows.toSorted((a, b) => (a.join() < b.join() ? -1 : 1)),
  );
}

describe('what is said over the stories', () => {
  const told = [
    '## Where an item stands',
    standings(),
    '## What was refused',
    violations(),
    '## What is missing',
    needs(),
  ];

  test('is what the page says', async () => {
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot('told.md');
  });

  test('is for people: no condition, no "none", no semicolon, nothing that was left out', () => {
    const cells = told.filter((_, index) => index % 2 === 1).flatMap((part) => part.split('\n').slice(2));
    const words = cells.map((line) => line.replaceAll(/`[^`]*`/g, 'x'));
    expect(words.filter((line) => /undefined|NaN|null|\bnone\b(?! has)|;|&&|==|\[object/.test(line))).toEqual([]);
    expect(words.filter((line) => /\.\.|,\.|[^|] {2}[^|]|\bor or\b|\band and\b/.test(line))).toEqual([]);
  });

  test('speaks of the state, of what is missing and of what was refused, whatever comes together', () => {
    for (const moment of MOMENTS) {
      const open = openOf(moment);
      const { sign, text } = titleOf(moment.record, open);
      expect(text, moment.where).not.toContain('`');
      if (open.length > 0) expect(sign, moment.where).toBe('❌');
      for (const { summary, remedy } of moment.plan.violations) {
        expect(summary, moment.where).toMatch(/^[A-Z`a-z].*\.$/);
        expect(remedy, moment.where).toMatch(/^[A-Z].*\.$/);
      }
    }
  });
});

describe('every kind of need', () => {
  const of = (kind: Need['kind'], names: readonly string[]): Need => {
    return { kind, to: 'x', names, counts: names.length === 0 ? {} : { total: names.length } };
  };

  test.each([[['build']], [['build', 'test', 'build']]])('has words of its own for %j', (names) => {
    const actions = NEED_KINDS.map((kind) => needAction(of(kind, names), { issue: 1 }));
    const clauses = NEED_KINDS.map((kind) => needClauses([of(kind, names)]));
    expect(new Set(actions).size).toBe(NEED_KINDS.length);
    expect(new Set(clauses).size).toBe(NEED_KINDS.length);
    for (const said of [...actions, ...clauses]) expect(said).not.toMatch(/undefined|``| {2}|\($|: *$/);
  });

  test('a name that would break the line, or turn it around, is spelt out', () => {
    const lack = of('failed', ['a\nb\u202ec`d']);
    expect(needAction(lack, { issue: 1 })).toBe("get the check `a\\u000ab\\u202ec'd` to pass");
  });

  test('two names are shown and the others counted', () => {
    const names = Array.from({ length: 20 }, (_, index) => `c${index}`);
    const lack = { ...of('failed', names), counts: { total: 3_000 } };
    expect(needAction(lack, { issue: 1 })).toMatch(/`c0`, `c1` and 2998 more to pass$/);
  });
});
