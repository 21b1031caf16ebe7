import { describe, expect, test } from 'vitest';
import { blocksIn } from '../docs/blocks.ts';
import type { Stage } from '../e2e/stage.ts';
import { errorsOf } from '../e2e/told.ts';
import { type JobStore, runSampleJob } from './sample-job.ts';
import { tracked } from './tracked.ts';

// The workflows of docs/nightly.md, as a runner would run them.

function workflow(name: string): string {
  const text = blocksIn('yaml').find(
    (block) => block.page === 'docs/nightly.md' && block.text.startsWith(`name: ${name}\n`),
  )?.text;
  if (text === undefined) throw new Error(`docs/nightly.md has no workflow ${name}`);
  return text;
}

const newStore = (): JobStore => ({ artifacts: new Map(), caches: new Map() });

/** GitHub's clock and the machine's differ by no more than seconds, and in the tests by the age of their world. */
const toNow = ({ world }: Stage): void => world.advance(Math.max(0, Date.now() - Date.parse(world.now())) / 1000);

describe('the bundle, as the workflows of docs/nightly.md run it', () => {
  test('lists each day, and is red on one on which something is out of order', async () => {
    const stage = await tracked();
    expect(await runSampleJob(workflow('LoopForge list'), stage, newStore(), 1)).toMatchObject({
      ...{ red: false, loopforge: { outputs: { outcome: 'unchanged', count: '0' } } },
    });
    stage.world.assign(1, 'hubot');
    stage.world.closeIssue(1);
    await stage.event('issues', 'closed', { number: 1 });
    const { red, loopforge } = await runSampleJob(workflow('LoopForge list'), stage, newStore(), 2);
    expect(red).toBe(true);
    expect(errorsOf(loopforge)).toEqual(['LoopForge: gate_not_met']);
    expect(loopforge.summary).toContain('❌ [issue 1]');
  });

  test('exports each night, and hands over what there is even where a record cannot be read', async () => {
    const stage = await tracked();
    stage.world.openIssue();
    await stage.event('issues', 'opened', { number: 2 });
    const store = newStore();
    expect((await runSampleJob(workflow('LoopForge export'), stage, store, 1)).red).toBe(false);
    const records = (store.artifacts.get('loopforge-1-1') ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records).toEqual([stage.record(1), stage.record(2)]);
    const { databaseId, body } = stage.comment(1);
    stage.world.editComment(databaseId, body.slice(0, -400), { by: 'github-actions' });
    expect((await runSampleJob(workflow('LoopForge export'), stage, store, 2)).red).toBe(true);
    expect(store.artifacts.get('loopforge-2-1')).toBe(`${JSON.stringify(records[1])}\n`);
  });

  test('feeds each entry once, from one run to the next', async () => {
    const stage = await tracked();
    toNow(stage);
    const store = newStore();
    for (const [run, happens] of [
      () => {},
      () => {},
      async () => {
        stage.world.assign(1, 'hubot');
        await stage.event('issues', 'assigned', { number: 1 });
      },
    ].entries()) {
      await happens();
      expect((await runSampleJob(workflow('LoopForge feed'), stage, store, run + 1)).red).toBe(false);
    }
    expect([...store.artifacts.keys()]).toEqual(['loopforge-1-1', 'loopforge-3-1']);
    const fed = [...store.artifacts.values()]
      .join('')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(fed.map(({ to_state }) => to_state)).toEqual(['issue_created', 'task_queued']);
    expect(store.caches.size).toBe(3);
  });
});
