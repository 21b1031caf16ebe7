import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { normalizeView } from '../../src/codec/record/comment-view.ts';
import { verifyText } from '../../src/codec/verify/verify-text.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { Actor } from '../../src/core/values/actor.ts';
import { checkRevisions } from '../../src/core/verify/history/check-revisions.ts';
import { judgeRevisions } from '../../src/core/verify/history/judged-revisions.ts';
import { type CommentRevision, currentRecord, entriesInRevision } from '../../src/core/verify/history/revisions.ts';
import { createDice } from '../simulator/dice.ts';
import { setScene } from './scene.ts';
import { takenUp } from './whole-life.ts';

const CHANGES = 10_000;
const BOT: Actor = { id: '41898282', login: 'github-actions', type: 'Bot' };

interface Read {
  readonly record: LoopRecord;
  readonly visible: string;
}

test('of ten thousand random changes of one byte none passes unnoticed', async () => {
  const scene = setScene();
  const issue = await takenUp(scene);
  const { body, edits } = scene.comment(issue);
  const original = read(body);
  expect(verifyText(body).verdict).toBe('PASS');
  const bytes = Buffer.from(body);
  const dice = createDice(20_261_122);
  let noticed = 0;
  for (let change = 0; change < CHANGES; change++) {
    const at = dice.between(0, bytes.length - 1);
    const before = bytes[at] ?? 0;
    bytes[at] = (before + dice.between(1, 255)) % 256;
    const text = bytes.toString('utf8');
    bytes[at] = before;
    // A word that is changed may be one of a newer release: that is not known, and no pass.
    if (verifyText(text).verdict !== 'PASS') noticed++;
    else expect(changedIn(original, read(text), edits.length), `byte ${at} of the comment`).toBe('nothing');
  }
  expect(noticed).toBeGreaterThan(CHANGES * 0.99);
}, 60_000);

/** What of the record's meaning or of the visible part is another one. */
function changedIn(original: Read, changed: Read, writes: number): string {
  if (normalizeView(changed.visible) !== normalizeView(original.visible)) return 'the visible part';
  const { head } = changed.record;
  const counted = { ...changed.record, head: { ...head, rev: original.record.head.rev } };
  if (!isDeepStrictEqual(counted, original.record)) return 'the record';
  // How often the comment was written no file can prove: GitHub counts it too.
  return head.rev === original.record.head.rev || !fitsCount(changed.record, writes)
    ? 'nothing'
    : 'the count of writes';
}

/** As if the text had been changed in GitHub's own store, with no trace of an edit. */
function fitsCount(record: LoopRecord, writes: number): boolean {
  const whole = currentRecord(record);
  const held = entriesInRevision(record, whole);
  const revision: CommentRevision = {
    at: record.updated_at,
    editor: BOT,
    deleted: null,
    held,
    content: null,
    bodyHash: null,
  };
  const revisions = Array.from({ length: writes }, () => revision);
  const comment = { url: '', author: BOT, createdAt: record.created_at, revisions, fromCreation: true };
  const options = { isTrusted: () => true, mayWrite: () => null };
  return checkRevisions(judgeRevisions([comment], options), whole, options).length === 0;
}

function read(text: string): Read {
  const decoded = decodeComment(text);
  if (decoded.kind !== 'record') throw new Error('no record');
  return decoded;
}
