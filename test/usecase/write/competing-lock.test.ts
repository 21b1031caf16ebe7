import { beforeAll, describe, expect, test } from 'vitest';
import { USER_TOKEN_PREFIX } from '../../support/github/identity.ts';
import { only, outlineOf, type RunWish } from '../stage.ts';
import { stageWithRecord } from '../writing.ts';

const OCTOCAT = { id: '583231', login: 'octocat', token: `${USER_TOKEN_PREFIX}octocat` };
const TRUSTING: RunWish = { settings: { trustedAuthors: [OCTOCAT.id] } };
const BY_OCTOCAT: RunWish = { ...TRUSTING, token: OCTOCAT.token };

async function stageWithComment() {
  const { begin, ...stage } = stageWithRecord();
  await begin();
  const comment = stage.recordComment(stage.issue).databaseId;
  const seconds = (): number => Math.round(stage.time.now() / 1000);
  return { ...stage, comment, seconds };
}

describe('a lock of another account', () => {
  test('that keeps records goes first where it is older, and is outlasted', async () => {
    const { issue, comment, seconds, ...stage } = await stageWithComment();
    stage.world.react({ comment }, 'eyes', { by: OCTOCAT.login });
    const start = seconds();
    expect(await stage.track(issue, TRUSTING)).toMatchObject({ outcome: 'transitioned' });
    expect(seconds() - start).toBeGreaterThanOrEqual(20);
    expect(seconds() - start).toBeLessThan(30);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued']);
  });

  test('that is freed meanwhile is not waited for any longer', async () => {
    const { issue, comment, seconds, ...stage } = await stageWithComment();
    const { reaction } = stage.world.react({ comment }, 'eyes', { by: OCTOCAT.login });
    const start = seconds();
    const freed = stage.time.sleep(1_500).then(() => stage.world.unreact(reaction.databaseId));
    const [run] = await stage.during(() => Promise.all([stage.run(issue, TRUSTING), freed]));
    expect(only(run)).toMatchObject({ outcome: 'transitioned' });
    expect(seconds() - start).toBeLessThan(6);
  });

  test('that never lets go ends the run within bounds', async () => {
    const { issue, comment, ...stage } = await stageWithComment();
    const hold = (): void => {
      for (const { databaseId, actor } of stage.world.reactions({ comment })) {
        if (actor === OCTOCAT.login) stage.world.unreact(databaseId);
      }
      stage.world.react({ comment }, 'eyes', { by: OCTOCAT.login });
    };
    hold();
    const before = stage.fake.requests.length;
    stage.fake.onRequest(({ method, path }) => {
      if (method === 'POST' && path.endsWith('/reactions')) hold();
      return undefined;
    });
    expect(await stage.track(issue, TRUSTING)).toMatchObject({ outcome: 'failed', reason: 'lock_timeout' });
    expect(stage.fake.requests.length - before).toBeLessThanOrEqual(30);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created']);
  });

  test.each([
    ['of a stranger', {}, 'eyes'],
    ['of another kind', TRUSTING, 'heart'],
  ] as const)('is none: a reaction %s', async (_name, wish, content) => {
    const { issue, comment, ...stage } = await stageWithComment();
    stage.world.react({ comment }, content, { by: OCTOCAT.login });
    const before = stage.fake.requests.length;
    expect(await stage.track(issue, wish)).toMatchObject({ outcome: 'transitioned' });
    expect(stage.fake.requests.length - before).toBe(5);
  });

  test('keeps two accounts from writing over each other', async () => {
    const { issue, ...stage } = await stageWithComment();
    const runs = await stage.during(() =>
      Promise.all([stage.run(issue, TRUSTING), stage.run(issue, BY_OCTOCAT), stage.run(issue, TRUSTING)]),
    );
    expect(runs.map((run) => only(run).outcome).sort()).toEqual(['transitioned', 'unchanged', 'unchanged']);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'task_queued']);
  });
});

// Loading code takes real time, of which there is none in the tests.
beforeAll(async () => void (await import('../../../src/compose/action/run-repair.ts')));

describe('a person that repairs', () => {
  const repairing = (issue: number): RunWish => ({
    command: { kind: 'repair', number: issue, reason: 'Edited by mistake.' },
    token: OCTOCAT.token,
  });

  async function damaged() {
    const stage = await stageWithComment();
    stage.world.editComment(stage.comment, stage.recordComment(stage.issue).body.replace('issue_created', 'merged'), {
      by: 'monalisa',
    });
    return stage;
  }

  test('waits for every run that holds a lock, and looks again 15 seconds after the write', async () => {
    const { issue, comment, seconds, ...stage } = await damaged();
    const start = seconds();
    const writes: number[] = [];
    stage.fake.onRequest(({ method }) => {
      if (method === 'PATCH') writes.push(seconds() - start);
      // Younger than the person's own lock, and heeded all the same.
      if (method === 'POST' && writes.length === 0) stage.world.react({ comment }, 'eyes', { by: 'github-actions' });
      return undefined;
    });
    const [run] = await stage.during(() => Promise.all([stage.run(issue, repairing(issue))]));
    expect(only(run)).toMatchObject({ outcome: 'unchanged' });
    expect(run.log.join('\n')).toContain('Waiting 15 s');
    expect(writes).toHaveLength(1);
    expect(writes[0]).toBeGreaterThanOrEqual(20);
    expect(seconds() - start).toBeGreaterThanOrEqual((writes[0] ?? 0) + 15);
    expect(outlineOf(stage.record(issue))).toEqual(['issue_created', 'repair']);
  });

  test('does not claim what another run wrote over', async () => {
    const { issue, comment, ...stage } = await damaged();
    const good = stage.world.commentById(comment).edits[0]?.body ?? '';
    stage.fake.onRequest(({ method }) => {
      if (method === 'DELETE') {
        void stage.time.sleep(9_000).then(() => stage.world.editComment(comment, good, { by: 'github-actions' }));
      }
      return undefined;
    });
    const run = stage.during(() => stage.run(issue, repairing(issue)));
    await expect(run).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('after it was') });
  });

  test('whose lock every run heeds has nothing to wait for', async () => {
    const { issue, seconds, ...stage } = await damaged();
    const start = seconds();
    expect(await stage.track(issue, { ...repairing(issue), ...TRUSTING })).toMatchObject({ outcome: 'unchanged' });
    expect(seconds() - start).toBeLessThan(5);
  });
});
