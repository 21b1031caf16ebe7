import { describe, expect, test } from 'vitest';
import { bodyOf, rechained } from '../../scripts/vectors/attack.ts';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { AS } from './way.ts';

/** The record comment with words that no release has, by the bot; all hashes are right. */
function planted(stage: Stage, issue: number, ...[from, to]: readonly [from: string, to: string]): string {
  const { databaseId, body } = stage.comment(issue);
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') throw new Error('no record');
  const text = JSON.stringify(decoded.record);
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  const record: LoopRecord = rechained(JSON.parse(text.replace(from, () => to)));
  const rev = record.head.rev + 1;
  const newer = bodyOf({ ...record, head: { ...record.head, rev, view: viewHash(decoded.visible) } }, decoded.visible);
  stage.world.editComment(databaseId, newer, { by: 'github-actions' });
  return newer;
}

const SETTING = '"unmerged_close":"refuse"';

describe('a record of a newer release', () => {
  test.each([
    ['a flag', '"flags":[]', '"flags":["sealed_by_hand"]'],
    ['a source', '"source":"observed","timestamp"', '"source":"delivered","timestamp"'],
    ['a key of the settings', SETTING, `${SETTING},"hooks":[{"a":1}]`],
    ['a renderer', '"renderer":2', '"renderer":99'],
  ])('with %s that is not known here is left alone, and it is said why', async (_, from, to) => {
    const stage = await openStage({ as: AS });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const body = planted(stage, issue, from, to);
    stage.world.assign(issue, 'hubot');
    const step = await stage.event('issues', 'assigned', { number: issue });
    expect(step.outputs).toMatchObject({ outcome: 'deferred', reason: 'newer_record' });
    expect(step.exitCode).toBe(0);
    expect(step.annotations).toMatchObject([{ name: 'warning', message: expect.stringContaining('newer LoopForge') }]);
    expect(stage.comment(issue).body).toBe(body);
    expect(stage.requests()).toHaveLength(1);
    const verified = await stage.step({ command: 'verify', issue: String(issue) });
    expect(verified.outputs.verdict).not.toBe('PASS');
    expect(verified.summary).toContain('unknown_kind');
  });

  test('is not repaired either', async () => {
    const stage = await openStage({ as: AS });
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    const body = planted(stage, issue, '"flags":[]', '"flags":["sealed_by_hand"]');
    const step = await stage.step({ command: 'repair', issue: String(issue), reason: 'Why not' });
    expect(stage.comment(issue).body).toBe(body);
    expect(step.outputs.outcome).not.toBe('transitioned');
  });
});
