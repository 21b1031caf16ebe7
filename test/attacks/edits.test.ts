import { describe, expect, test } from 'vitest';
import { visibleTextOf } from '../../src/codec/record/comment.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import type { VerifyCode } from '../../src/core/verify/findings/finding.ts';
import { changed, forged, nextForged, nth } from './forge.ts';
import { BOT, expectFound, recordIn, setScene } from './scene.ts';
import { wholeLife } from './whole-life.ts';

const PERSON = { by: 'monalisa' } as const;

describe('an editor with write access', () => {
  const edits: readonly [string, (record: LoopRecord) => LoopRecord, readonly VerifyCode[]][] = [
    [
      'edits a field',
      (record) =>
        changed(record, ({ transitions }) => {
          nth(transitions, 2).sha = trustedSha('f'.repeat(40));
        }),
      ['chain_broken', 'foreign_editor'],
    ],
    [
      'edits and chains everything anew',
      (record) =>
        forged(record, ({ transitions }) => {
          nth(transitions, 2).sha = trustedSha('f'.repeat(40));
        }),
      ['foreign_editor'],
    ],
    [
      'swaps two entries',
      (record) =>
        changed(record, ({ transitions }) => {
          transitions.splice(1, 2, nth(transitions, 2), nth(transitions, 1));
        }),
      ['chain_broken', 'foreign_editor'],
    ],
    [
      'doubles an entry',
      (record) => changed(record, ({ transitions }) => void transitions.push(nth(transitions, -1))),
      ['chain_broken', 'foreign_editor', 'illegal_step'],
    ],
    [
      'takes out an entry and chains anew',
      (record) => forged(record, ({ transitions }) => void transitions.splice(3, 1)),
      ['foreign_editor', 'illegal_step'],
    ],
  ];
  test.each(edits)('%s, and is named', async (_, edit, codes) => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(issue, edit, PERSON);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    for (const code of codes) expect(found.codes).toContain(code);
    expect(JSON.stringify(found.checks)).toContain('monalisa (id 2257)');
  });

  test('changes only what people read, and is named', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.editComment(databaseId, body.replaceAll('closed', 'merged'), PERSON);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('foreign_editor');
  });

  test('makes the record unreadable, and is named', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.editComment(databaseId, body.slice(0, -500), PERSON);
    expectFound(await scene.verify(issue), 'FAIL', 'malformed', 'foreign_editor');
  });

  test('is named even if somebody puts everything back', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.editComment(databaseId, 'nothing to see here', PERSON);
    scene.world.editComment(databaseId, body, PERSON);
    expectFound(await scene.verify(issue), 'FAIL', 'foreign_editor');
  });
});

describe('another workflow, in the name of the bot', () => {
  test('chains everything anew: the edit history knows the old entries', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(
      issue,
      (record) =>
        nextForged(record, ({ transitions }) => {
          nth(transitions, 5).evidence.facts = { 'checks.ok': false };
        }),
      BOT,
    );
    expectFound(await scene.verify(issue), 'FAIL', 'history_rewritten');
  });

  test('drops the tail: the edit history knows it', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(issue, (record) => nextForged(record, ({ transitions }) => void transitions.splice(6)), BOT);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('history_rewritten');
  });

  test('pastes an old revision back: the edit history knows better', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, edits } = scene.comment(issue);
    scene.world.editComment(databaseId, nth(edits, 2).body ?? '', BOT);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('history_rewritten');
  });

  test('and what a late writer dropped, the next run puts back for all to see', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, edits } = scene.comment(issue);
    scene.world.editComment(databaseId, nth(edits, 2).body ?? '', BOT);
    await scene.run('issues', 'labeled', { number: issue, label: 'bug' });
    expect(scene.record(issue).notes.map(({ kind }) => kind)).toContain('restored');
    const found = await scene.verify(issue);
    expect(found.codes).not.toContain('history_rewritten');
  });

  test('counts past the edits that GitHub counts: that cannot be told', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(
      issue,
      (record) =>
        changed(record, ({ head }) => {
          head.rev = 40;
        }),
      BOT,
    );
    expectFound(await scene.verify(issue), 'INCONCLUSIVE', 'partial_read');
  });

  test('edits without counting it', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.rewrite(
      issue,
      (record) =>
        changed(record, ({ head }) => {
          head.rev = 1;
        }),
      BOT,
    );
    expectFound(await scene.verify(issue), 'FAIL', 'history_rewritten');
  });
});

describe('a revision whose text was removed', () => {
  test('is named with who removed it', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.world.deleteRevision(scene.comment(issue).databaseId, 2, PERSON);
    const found = await scene.verify(issue);
    expectFound(found, 'FAIL', 'revision_deleted');
    expect(JSON.stringify(found.checks)).toContain('monalisa (id 2257)');
  });
});

describe('a spelling that is not the one', () => {
  const spellings: readonly [string, (line: string) => string][] = [
    ['white space', (line) => line.replace(/^\{/, '{ ')],
    ['a doubled key', (line) => line.replace(/^\{/, '{"auto_merge":true,')],
    ['1e400', (line) => line.replace('"cycle":0', '"cycle":1e400')],
    ['-0', (line) => line.replace('"cycle":0', '"cycle":-0')],
    ['an unpaired surrogate', (line) => line.replace('"login":"hubot"', '"login":"\\ud83d"')],
    ['__proto__', (line) => line.replace('"facts":{"', '"facts":{"__proto__":{"approved":true},"')],
  ];
  test.each(spellings)('%s is seen', async (_, respell) => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    const lines = body.split('\n');
    const line = lines.at(-2) ?? '';
    expect(respell(line)).not.toBe(line);
    scene.world.editComment(
      databaseId,
      body.replace(line, () => respell(line)),
      BOT,
    );
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('not_canonical');
    expect(Reflect.get({}, 'approved')).toBeUndefined();
  });
});

test('a record is read back as it was written, in spite of all that', async () => {
  const scene = setScene();
  const { issue } = await wholeLife(scene);
  const { body } = scene.comment(issue);
  expect(recordIn(body)).toEqual(scene.record(issue));
  expect(visibleTextOf(body)).toContain('closed');
});
