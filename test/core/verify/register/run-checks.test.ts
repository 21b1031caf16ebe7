import { describe, expect, test } from 'vitest';
import { fail, notice } from '../../../../src/core/verify/findings/finding.ts';
import { type Gathered, notAskedFor, notHad, there } from '../../../../src/core/verify/register/gathered.ts';
import { CHECK_NAMES, GITHUB_CHECKS, RECORD_CHECKS } from '../../../../src/core/verify/register/register.ts';
import { runChecks } from '../../../../src/core/verify/register/run-checks.ts';
import type { ValueEvidence } from '../../../../src/core/verify/text/schema.ts';

const BAD: ValueEvidence = { problem: { code: 'malformed', reason: 'It is no record.' } };
const FOUND = fail('malformed', null, 'It is no record.');
const SEEN = notice('partial_read', null, 'Not all was there.');

/** What a check comes to by how its evidence was gathered. */
const RESULTS: readonly [string, Gathered<ValueEvidence>, object][] = [
  ['was gathered runs', there(BAD), { ran: true, required: true, why: null, findings: [FOUND] }],
  [
    'was gathered in part looks at it and has not run',
    { kind: 'in_part', piece: BAD, why: 'There is more.' },
    { ran: false, required: false, why: 'There is more.', findings: [FOUND] },
  ],
  [
    'was not had could not run',
    notHad('It cannot be read.', [SEEN]),
    { ran: false, required: true, why: 'It cannot be read.', findings: [SEEN] },
  ],
  [
    'was not asked for does not run',
    notAskedFor('It costs requests.'),
    { ran: false, required: false, why: 'It costs requests.', findings: [] },
  ],
];

describe('a check whose evidence', () => {
  test.each(RESULTS)('%s', (_, value, expected) => {
    expect(runChecks(RECORD_CHECKS, { value })).toEqual([{ name: 'schema', ...expected }]);
  });

  test('nobody gathered is left out', () => {
    expect(runChecks([...RECORD_CHECKS, ...GITHUB_CHECKS], {})).toEqual([]);
  });
});

test('checks run in the order of the register, whatever was gathered first', () => {
  const nothing = notAskedFor('');
  const gathered = { today: nothing, comments: nothing, record: nothing, view: nothing, line: nothing };
  const names = runChecks([...RECORD_CHECKS, ...GITHUB_CHECKS], gathered).map(({ name }) => name);
  expect(names).toEqual(CHECK_NAMES.filter((name) => names.includes(name)));
  expect(names.length).toBeGreaterThan(5);
});

test('the names are those of the register', () => {
  expect([...RECORD_CHECKS, ...GITHUB_CHECKS].map(({ name }) => name)).toEqual(CHECK_NAMES);
  expect(new Set(CHECK_NAMES).size).toBe(CHECK_NAMES.length);
});
