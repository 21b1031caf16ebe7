import { createHmac } from 'node:crypto';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { EXPORT_FORMATS, type ExportFormatName } from '../../../src/codec/export/format.ts';
import { exportedLine } from '../../../src/codec/export/names/exported-line.ts';
import { pseudonymFrom } from '../../../src/codec/export/names/pseudonym.ts';
import { redactedEntry } from '../../../src/codec/export/names/redacted-entry.ts';
import { isOfRedactedExport } from '../../../src/codec/export/names/redacted-export.ts';
import { redactedRecord } from '../../../src/codec/export/names/redacted-record.ts';
import { committedEntry } from '../../../src/core/record/chain/chain.ts';
import { eraseRecord } from '../../../src/core/record/chain/redact.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { trustedAccountId, trustedHash } from '../../../src/core/values/ids.ts';
import { h, inOrder, jcs } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';
import { exportedBytes, PSEUDONYMS } from '../../support/export/exported.ts';
import { recordOfPeople } from '../../support/export/peopled-record.ts';

/** Hash of the visible text, which names people. */
const VIEW = trustedHash('V'.repeat(43));
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

/** All that an export with pseudonyms holds, as text; of an archive its parts. */
async function textOf(name: ExportFormatName, records: readonly LoopRecord[]): Promise<string> {
  const bytes = await exportedBytes(name, PSEUDONYMS, records);
  const parts = name === 'xlsx' ? Object.values(unzipSync(bytes)) : [bytes];
  return parts.map((part) => Buffer.from(part).toString('utf8')).join('\n');
}

describe('a line with pseudonyms', () => {
  const record = recordOf([aStep({ metadata: { by: 'octocat' } }), aRejection(), aNote({ actor: null })]);

  test('lets whoever reads it compute the hash, where nothing is withheld', () => {
    const lines = inOrder(record).map((entry) => exportedLine(record, entry, PSEUDONYMS));
    for (const line of lines.filter(({ withheld }) => JSON.stringify(withheld) === '[]')) {
      const { entry: _, record_id: _id, ref: _ref, repo: _repo, host: _host, ...own } = line;
      const { hash, pseudonym: _pseudonym, withheld: _withheld, ...hashed } = own;
      expect(h('entry', jcs(hashed))).toBe(hash);
    }
    expect(lines.map(({ withheld }) => withheld)).toEqual([[], ['actor', 'message'], []]);
    expect(lines.map(({ pseudonym }) => pseudonym)).toEqual([of('583231'), of('583231'), null]);
  });

  test('says what is withheld, and keeps what names nobody', () => {
    const peopled = recordOfPeople([{ id: '583231', login: 'octocat' }]);
    const lines = inOrder(peopled).map((entry) => exportedLine(peopled, entry, PSEUDONYMS));
    expect(lines.find(({ entry }) => entry === 'rejection')).toMatchObject({
      withheld: ['actor', 'evidence', 'message', 'metadata', 'needs'],
      actor: '(withheld)',
      metadata: { reason: '(withheld)', gate_reviewer: '(withheld)' },
      message: '(withheld)',
      needs: [{ kind: 'approvals', names: ['(withheld)'], counts: { total: 1 } }, {}, {}, {}, {}],
      evidence: { facts: { 'issue.title': '(withheld)', 'checks.ok': true, 'pull_request.base': 'main' } },
    });
  });

  test('does not let anybody try names for what is withheld: the right guess is not seen to be right', () => {
    const peopled = recordOfPeople([{ id: '583231', login: 'octocat' }]);
    for (const entry of inOrder(peopled)) {
      const { pseudonym: _, withheld, hash, ...rest } = redactedEntry(entry, of);
      const { evidence, message, needs } = { message: undefined, needs: undefined, ...entry };
      const guessed = { ...rest, evidence, ...(message === undefined ? {} : { message, needs }) };
      expect(h('entry', jcs(guessed)) === hash).toBe(withheld.length === 0);
    }
  });

  test.each(EXPORT_FORMATS)('%s leaves out all by which such a guess could be tried', async (name) => {
    const peopled = recordOfPeople([{ id: '583231', login: 'octocat' }]);
    const text = await textOf(name, [{ ...peopled, head: { ...peopled.head, view: VIEW } }]);
    const hidden = inOrder(peopled).filter((entry) => redactedEntry(entry, of).withheld.length > 0);
    expect(hidden).not.toEqual([]);
    for (const { actor, metadata } of hidden.map(committedEntry)) {
      const all = JSON.stringify([actor, metadata]).match(/[\w-]{43}/g) ?? [];
      expect(all).not.toEqual([]);
      for (const commitment of all) expect(text).not.toContain(commitment);
    }
    expect(text).not.toContain(peopled.genesis.nonce);
    expect(text).not.toContain(VIEW);
  });

  test.each(EXPORT_FORMATS)('tells two accounts apart that show no number, in %s', async (name) => {
    const ofNoNumber = (login: string) =>
      aStep({ actor: { id: trustedAccountId('0'), login, type: 'Unknown' }, to: 'issue_created' });
    const text = await textOf(name, [recordOf([ofNoNumber('octocat'), ofNoNumber('hubot'), ofNoNumber('octocat')])]);
    expect(new Set(text.match(/person-[\da-f]{10}/g)).size).toBe(2);
    expect(text).not.toMatch(/octocat|hubot/);
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
