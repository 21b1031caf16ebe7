import { expect, test } from 'vitest';
import { createGitHub } from '../../src/adapters/github/github.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { verifyRecord } from '../../src/compose/library/records.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { LAW_FILE } from '../../src/core/values/settings.ts';
import { openStore } from '../compose/github-store/stage.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';

const WRITERS = 4;
const STEPS = 5;

test('of many writers of one issue no step is lost, and none is there twice', { timeout: 240_000 }, async () => {
  const { service, world, url, id, issue, storeOf, record } = await openStore();
  world.follow(Date.now);
  await service.create({ ref: url });
  for (const state of ['task_queued', 'pr_created', 'ci_pending'] as const) await service.transition(id, state);
  const accepted: string[] = [];
  const writer = async (name: string): Promise<void> => {
    const mine = new LoopService({ repository: storeOf(), clock: world.now });
    for (let step = 0; step < STEPS; ) {
      const state = (await mine.get(id))?.state === 'ci_pending' ? 'ci_failed' : 'ci_pending';
      const result = await mine.transition(id, state, { trigger: `${name}-${step}` });
      if (!result.success) continue;
      accepted.push(`${name}-${step}`);
      step++;
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, (_, n) => writer(`writer-${n}`)));
  const triggers = record(issue)
    .transitions.slice(4)
    .map(({ trigger }) => trigger);
  expect([...triggers].sort()).toEqual([...accepted].sort());
  expect(triggers).toHaveLength(WRITERS * STEPS);
  expect(verifyRecord(record(issue)).verdict).toBe('PASS');
});

test('a writer that was killed while it held the lock holds nobody up for longer than its lease', async () => {
  const { service, world, fake, url, id, comment, issue } = await openStore();
  await service.create({ ref: url });
  const { apiUrl, graphqlUrl } = fake;
  const repository = { owner: 'acme', repo: 'widgets', configPath: LAW_FILE };
  const dead = createGitHub({ token: GITHUB_TOKEN, apiUrl, graphqlUrl, ...repository });
  const { facts } = await dead.read(issue);
  expect(facts.number).toBe(issue);
  const { comments } = await dead.read(issue);
  const place = comments.find(({ databaseId }) => Number(databaseId) === comment(issue).databaseId);
  if (place === undefined) throw new Error('the comment is not there');
  expect((await dead.tryLock({ kind: 'comment', comment: place })).acquired).toBe(true);
  world.advance(60);
  const { success, record } = await service.transition(id, 'task_queued');
  expect(success).toBe(true);
  expect((record as LoopRecord).head.seq).toBe(2);
});

test.each([
  ['lock', { method: 'POST', path: /reactions$/ }],
  ['edit', { method: 'PATCH', path: /comments\/\d+$/ }],
  ['unlock', { method: 'DELETE', path: /reactions/ }],
])('the answer to the %s is lost: the step is there once', { timeout: 120_000 }, async (_, match) => {
  const { service, fake, world, url, id, issue, record } = await openStore();
  world.follow(Date.now);
  await service.create({ ref: url });
  fake.faults.add({ match, fault: { kind: 'reset', when: 'after' } });
  expect((await service.transition(id, 'task_queued')).success).toBe(true);
  expect(fake.faults.pending()).toBe(0);
  expect(record(issue).transitions.map(({ to_state }) => to_state)).toEqual(['issue_created', 'task_queued']);
});
