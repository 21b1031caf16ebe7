import { describe, expect, test } from 'vitest';
import { verifyOne } from '../../src/usecase/verify/verify-item.ts';
import { forged } from './forge.ts';
import { BOT, bodyOf, expectFound, setScene, verifyPortsOver } from './scene.ts';
import { underReview, wholeLife } from './whole-life.ts';

/** The finding about a comment that looks like a record and is somebody else's. */
function named(message: RegExp): object {
  return { code: 'foreign_author', gravity: 'notice', seq: null, message: expect.stringMatching(message) };
}

describe('a look-alike', () => {
  test('by an outsider, on an issue without a record, is named, and no more', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const other = scene.world.openIssue();
    scene.world.comment(other, scene.comment(issue).body, { by: 'codertocat' });
    expect(await verifyOne(await verifyPortsOver(scene.github), other)).toEqual({
      kind: 'no_record',
      number: other,
      notices: [named(/codertocat \(id 21031067\)/)],
    });
  });

  test('by an outsider beside the record is named, and cannot spoil the verdict', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { body } = scene.comment(issue);
    scene.world.comment(issue, body, { by: 'codertocat' });
    expectFound(await scene.verify(issue), 'PASS', 'foreign_author');
  });

  test('by another bot is named', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const other = scene.world.openIssue();
    scene.world.comment(other, scene.comment(issue).body, { by: 'dependabot' });
    expect(await verifyOne(await verifyPortsOver(scene.github), other)).toEqual({
      kind: 'no_record',
      number: other,
      notices: [named(/dependabot/)],
    });
  });

  test('is the record where the repository trusts its author', async () => {
    const scene = setScene();
    scene.world.putFile('.github/loopforge.yml', 'trusted_authors: [49699333]\n');
    const { issue } = await underReview(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.deleteComment(databaseId, BOT);
    scene.world.comment(issue, body, { by: 'dependabot' });
    const found = await scene.verify(issue);
    expect(found.codes).not.toContain('foreign_author');
    expect(found.codes).toContain('comment_deleted');
  });
});

describe('in the name of the bot', () => {
  test('a record copied to another issue belongs elsewhere', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const other = scene.world.openIssue();
    scene.world.comment(other, scene.comment(issue).body, BOT);
    const found = await scene.verify(other);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('wrong_binding');
  });

  test('a copy beside a record of its own is named, and the record stands', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const other = scene.world.openIssue();
    await scene.run('issues', 'opened', { number: other });
    scene.world.comment(other, scene.comment(issue).body, BOT);
    expectFound(await scene.verify(other), 'PASS', 'wrong_binding');
  });

  test('a copy with its binding forged gives itself away by its times and its facts', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const other = scene.world.openIssue();
    const item = await scene.github.read(other);
    scene.world.advance(3600);
    const copy = forged(scene.record(issue), (open) => {
      const { facts } = item;
      const place = { record_id: `acme/widgets#${other}`, ref: facts.url, ref_number: other, repo: facts.repo };
      Object.assign(open, place);
      Object.assign(open.genesis, place, { repo_id: item.repoId, issue_id: item.itemId });
      open.head.rev = 1;
    });
    scene.world.comment(other, bodyOf(copy), BOT);
    const found = await scene.verify(other);
    expectFound(found, 'FAIL', 'backdated', 'not_corroborated', 'missing_transition');
  });

  test('a second record of the same issue is one too many', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.world.comment(issue, scene.comment(issue).body, BOT);
    expectFound(await scene.verify(issue), 'FAIL', 'several_records');
  });

  test('a second marker in one comment makes it none', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const { databaseId, body } = scene.comment(issue);
    scene.world.editComment(databaseId, `${body}\n${body}`, BOT);
    expectFound(await scene.verify(issue), 'FAIL', 'malformed');
  });
});
