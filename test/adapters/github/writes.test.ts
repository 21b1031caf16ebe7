import { describe, expect, it } from 'vitest';
import { trustedSha } from '../../../src/core/values/ids.ts';
import { ALL_READ } from '../../support/github/identity.ts';
import { stage } from './against-fake.ts';

const RECORD = '<!-- loopforge:record\n{}\n-->';

describe('writing', () => {
  it('comments, labels and statuses arrive', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue({ labels: ['bug', 'loopforge:approved'] });
    const pull = world.openPull();
    const comment = await github.createComment(issue, RECORD);
    expect((await github.read(issue)).comments[0]).toMatchObject({
      id: comment.id,
      databaseId: comment.databaseId,
      url: comment.url,
    });
    await github.setStateLabel(issue, {
      prefix: 'loopforge:',
      state: 'merged',
      current: ['bug', 'loopforge:approved'],
    });
    expect(world.issue(issue).labels.toSorted()).toEqual(['bug', 'loopforge:merged']);
    const { headSha } = world.pull(pull);
    await github.setCommitStatus({
      sha: trustedSha(headSha),
      context: 'loopforge',
      state: 'success',
      description: 'merged',
      targetUrl: null,
    });
    expect(world.state().statuses).toMatchObject([{ sha: headSha, context: 'loopforge', state: 'success' }]);
  });

  it('with a read-only token names the permission', async () => {
    const { world, github } = await stage({ scopes: ALL_READ });
    const issue = world.openIssue();
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({
      code: 'permission_missing',
      message: expect.stringContaining('issues: write'),
    });
    expect(world.comments(issue)).toEqual([]);
  });

  it('does not double a comment whose answer was lost', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    fake.faults.add({
      match: { method: 'POST', path: /comments/ },
      fault: { kind: 'status', status: 502, when: 'after' },
    });
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({ code: 'github_unreachable' });
    fake.faults.add({ match: { method: 'POST', path: /comments/ }, fault: { kind: 'reset', when: 'after' } });
    await expect(github.createComment(issue, RECORD)).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(world.comments(issue)).toHaveLength(2);
  });
});

describe('locks', () => {
  it('sit on the item or on a comment, are held once, and are freed by their id', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    const comment = await github.createComment(issue, RECORD);
    for (const place of [
      { kind: 'item', number: issue },
      { kind: 'comment', comment },
    ] as const) {
      const taken = await github.tryLock(place);
      expect(taken).toMatchObject({ acquired: true, createdAt: world.now(), at: world.now() });
      world.advance(30);
      const held = await github.tryLock(place);
      expect(held).toEqual({ ...taken, acquired: false, at: world.now() });
      await github.unlock(place, taken.lockId);
      await github.unlock(place, taken.lockId);
      expect((await github.tryLock(place)).acquired).toBe(true);
    }
    expect(world.state().reactions.map(({ content }) => content)).toEqual(['hooray', 'eyes']);
  });

  it('are asked for once, even when the answer is lost', async () => {
    const { fake, world, github } = await stage();
    const place = { kind: 'item', number: world.openIssue() } as const;
    fake.faults.add({ match: { path: /reactions/ }, fault: { kind: 'reset', when: 'after' } });
    await expect(github.tryLock(place)).rejects.toMatchObject({ code: 'github_unreachable' });
    expect(fake.requests).toHaveLength(1);
    expect((await github.tryLock(place)).acquired).toBe(false);
  });
});

describe('edit history', () => {
  it('is read newest first, deleted texts left out', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    const comment = await github.createComment(issue, 'one');
    for (const body of ['two', 'three', 'four']) {
      world.advance(60);
      await github.editComment(comment, body);
    }
    world.deleteRevision(Number(comment.databaseId), 1, { by: 'hubot' });
    const edits = await github.readEdits(comment, 3);
    expect(edits.map(({ body, deletedBy }) => [body, deletedBy?.login])).toEqual([
      ['four', undefined],
      [null, 'hubot'],
      ['two', undefined],
    ]);
    expect(edits[0]).toMatchObject({
      editedAt: world.now(),
      editor: { login: 'github-actions', type: 'Bot' },
      deletedAt: null,
    });
    expect(await github.readEdits(comment, 1)).toHaveLength(1);
    await github.deleteComment(comment);
    await github.deleteComment(comment);
    expect(world.comments(issue)).toEqual([]);
    await expect(github.readEdits(comment, 1)).rejects.toMatchObject({ code: 'github_unreachable' });
  });
});
