import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { exportedLine } from '../../../src/codec/export/names/exported-line.ts';
import { pseudonymFrom } from '../../../src/codec/export/names/pseudonym.ts';
import { isOfRedactedExport } from '../../../src/codec/export/names/redacted-export.ts';
import { redactedRecord } from '../../../src/codec/export/names/redacted-record.ts';
import { eraseRecord } from '../../../src/core/record/chain/redact.ts';
import { h, inOrder, jcs } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { PSEUDONYMS } from '../../support/export/exported.ts';
import { recordOfPeople } from '../../support/export/peopled-record.ts';

const KEY = new Uint8Array(32).fill(7);
const of = pseudonymFrom(KEY);

test('a pseudonym is the beginning of an HMAC of the account id', () => {
  const whole = createHmac('sha256', KEY).update('loopforge/pseudonym/v1\u0000583231').digest('hex');
  expect(of('583231')).toBe(`person-${whole.slice(0, 10)}`);
  expect(pseudonymFrom(new Uint8Array(32).fill(8))('583231')).not.toBe(of('583231'));
});

test('a key that could be guessed is refused', () => {
  expect(() => pseudonymFrom(new Uint8Array(15))).toThrow(expect.objectContaining({ code: 'input_invalid' }));
});

describe('a line with pseudonyms', () => {
  const record = recordOf([aStep({ metadata: { by: 'octocat' } }), aRejection(), aNote({ actor: null })]);

  test('lets whoever reads it compute the hash, where nothing is withheld', () => {
    const lines = inOrder(record).map((entry) => exportedLine(record, entry, PSEUDONYMS));
    for (const line of lines.filter(({ withheld }) => JSON.stringify(withheld) === '[]')) {
      const { entry: _, record_id: _id, ref: _ref, repo: _repo, host: _host, ...own } = line;
      const { hash, pseudonym: _pseudonym, withheld: _withheld, ...hashed } = own;
      expect(h('entry', jcs(hashed))).toBe(hash);
    }
    expect(lines.map(({ withheld }) => withheld)).toEqual([[], ['message'], []]);
    expect(lines.map(({ pseudonym }) => pseudonym)).toEqual([of('583231'), of('583231'), null]);
  });

  test('says what is withheld, and keeps what names nobody', () => {
    const peopled = recordOfPeople([{ id: '583231', login: 'octocat' }]);
    const lines = inOrder(peopled).map((entry) => exportedLine(peopled, entry, PSEUDONYMS));
    expect(lines.find(({ entry }) => entry === 'rejection')).toMatchObject({
      withheld: ['evidence', 'message', 'needs'],
      message: '(withheld)',
      needs: [{ kind: 'approvals', names: ['(withheld)'], counts: { total: 1 } }, {}, {}, {}, {}],
      evidence: { facts: { 'issue.title': '(withheld)', 'checks.ok': true, 'pull_request.base': 'main' } },
    });
  });

  test('has no pseudonym for who was erased', () => {
    const erased = eraseRecord(record, [{ seq: 1, names: ['actor'] }]);
    const [first] = inOrder(erased);
    if (first === undefined) throw new Error('there is no entry');
    expect(exportedLine(erased, first, PSEUDONYMS)).toMatchObject({ pseudonym: null });
  });

  test('and a record with pseudonyms are known for what they are', () => {
    const [first] = inOrder(record);
    if (first === undefined) throw new Error('there is no entry');
    expect(isOfRedactedExport(exportedLine(record, first, PSEUDONYMS))).toBe(true);
    expect(isOfRedactedExport(redactedRecord(record, of))).toBe(true);
    for (const other of [record, first, null, 'names', [], { names: 'clear' }]) {
      expect(isOfRedactedExport(other)).toBe(false);
    }
  });
});
