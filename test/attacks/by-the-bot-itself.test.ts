import { describe, expect, test } from 'vitest';
import { decodeComment, visibleTextOf } from '../../src/codec/record/comment.ts';
import { trustedCommentId, trustedHash } from '../../src/core/values/ids.ts';
import { cli } from '../cli/run-cli-here.ts';
import type { ItemStage } from '../cli/stage.ts';
import { recordIn } from '../e2e/stage.ts';
import { expectError } from '../e2e/told.ts';
import { forged } from './forge.ts';
import { bodyWith } from './scene.ts';
import { BOT_EDITS, expectFound, expectRefused, nextRun, openRecorded, replaceBody } from './standing.ts';

const BOT = BOT_EDITS.by;

/** What another workflow makes of the record comment, in the name of the bot. */
const DEEDS: readonly (readonly [deed: string, change: (stage: ItemStage) => string])[] = [
  ['a word of thanks', () => 'Thanks!'],
  ['only the part for people', ({ comment, issue }) => visibleTextOf(comment(issue).body)],
  ['another marker', ({ comment, issue }) => comment(issue).body.replace('loopforge:record', 'loopforge:segment')],
  ['a quotation', ({ comment, issue }) => comment(issue).body.replace('<!-- loopforge', '> <!-- loopforge')],
  [
    'the record of another issue',
    ({ record, issue }) =>
      bodyWith(
        forged(record(issue), ({ genesis }) => void Object.assign(genesis, { issue_id: 'I_kwDOAnother' })),
        'x',
      ),
  ],
];

describe('the bot edits its own record into something else', () => {
  test.each(DEEDS)('%s', async (_, change) => {
    const stage = await openRecorded();
    replaceBody(stage, change(stage), BOT);
    await expectRefused(stage, BOT);
    await expectFound(stage, 'FAIL', 'history_rewritten', BOT);
  });

  test('twice, behind many other comments of the bot that it edits too', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks', BOT);
    replaceBody(stage, 'Thanks!', BOT);
    for (let index = 0; index < 60; index++) {
      const other = stage.world.comment(stage.issue, `No. ${index}`, BOT_EDITS);
      stage.world.editComment(other, `Number ${index}`, { by: BOT });
    }
    await expectRefused(stage, BOT);
    expect(stage.requests().filter((request) => request === 'GraphQL Beginnings')).toHaveLength(3);
  });

  test('and verifying the whole repository finds it', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks!', BOT);
    const { outputs, summary } = await stage.step({ command: 'verify' });
    expect(outputs).toMatchObject({ verdict: 'FAIL' });
    expect(summary).toContain('history_rewritten');
  });

  test('and a person puts it right', async () => {
    const stage = await openRecorded();
    replaceBody(stage, 'Thanks!', BOT);
    const args = ['repair', stage.name, '--reason', 'Another workflow emptied it.'];
    expect((await cli(args, { api: stage.fake })).stdout).toContain('went back to revision');
    expect((await nextRun(stage)).outputs).toMatchObject({ state: 'ci_passed' });
    await expectFound(stage, 'PASS', 'history_rewritten', 'It was repaired');
  });
});

describe('the bot posts a record of its own', () => {
  test('as an older comment that it turns into one: no run prefers it', async () => {
    const stage = await openRecorded();
    const { world, issue } = stage;
    const body = stage.comment(issue).body;
    const other = world.openIssue();
    const older = world.comment(other, 'Welcome!', BOT_EDITS);
    await stage.tracked('issues', 'opened', { number: other });
    const record = recordIn({ body: world.comments(other).at(-1)?.body ?? '' });
    expect(decodeComment(body).kind).toBe('record');
    world.editComment(
      older,
      bodyWith(
        forged(record, ({ transitions }) => void transitions.splice(1)),
        'x',
      ),
      { by: BOT },
    );
    const before = world.comments(other);
    expectError(await stage.tracked('issues', 'labeled', { number: other }), 'record_tampered');
    expect(world.comments(other)).toEqual(before);
  });

  test('as an older comment, and empties the true one', async () => {
    const stage = await openRecorded();
    const { world } = stage;
    const other = world.openIssue();
    const older = world.comment(other, 'Welcome!', BOT_EDITS);
    await stage.tracked('issues', 'opened', { number: other });
    const [, own] = world.comments(other);
    world.editComment(older, own?.body ?? '', { by: BOT });
    world.editComment(own?.databaseId ?? 0, 'Thanks!', { by: BOT });
    await expectFound({ ...stage, issue: other }, 'FAIL', 'history_rewritten', BOT);
  });

  test('of a sealed part or another comment of its own beside the record: no run takes it in and removes it', async () => {
    const stage = await openRecorded();
    const { world, issue } = stage;
    const part = world.comment(issue, 'x\n\n<!-- loopforge:segment\n{}\n-->', BOT_EDITS);
    world.editComment(part, stage.comment(issue).body, { by: BOT });
    const before = world.comments(issue);
    expectError(await nextRun(stage), 'record_tampered');
    expect(world.comments(issue)).toEqual(before);
    await expectFound(stage, 'FAIL', 'several_records');
  });

  test('one that claims to go on from an entry that the true one never had: the true one stays', async () => {
    const stage = await openRecorded();
    const { world, issue } = stage;
    const { databaseId } = stage.comment(issue);
    const record = stage.record(issue);
    const continues = { comment_id: trustedCommentId(String(databaseId)), hash: trustedHash('A'.repeat(43)) };
    world.comment(issue, bodyWith({ ...record, continues }, 'x'), BOT_EDITS);
    await nextRun(stage);
    expect(stage.comment(issue).databaseId).toBe(databaseId);
  });
});
