import { describe, expect, onTestFinished, test } from 'vitest';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { decodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import { faultsOf } from '../stories/record-invariants.ts';
import { payload } from '../support/github/events.ts';
import { type RunningFake, startFakeGitHub } from '../support/github/start.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { runAction } from '../support/run-action.ts';
import type { Step, StepResult } from '../support/step.ts';

// The built action in processes of their own, as the runner starts and stops it.

interface Scene {
  readonly world: World;
  readonly fake: RunningFake;
  readonly issue: number;
  /** One step for the pull request's event, each with a run id of its own. */
  readonly step: (id: number, more?: Partial<Step>) => Promise<StepResult>;
  /** What the `post` step of a step does. */
  readonly post: (step: StepResult) => Promise<StepResult>;
}

async function setScene(): Promise<Scene> {
  const world = createWorld();
  world.follow(() => performance.now());
  const fake = await startFakeGitHub({ world });
  onTestFinished(() => fake.close());
  const issue = world.openIssue();
  const pull = world.openPull({ closes: [issue] });
  const common = { eventName: 'pull_request', event: payload(world, 'pull_request', 'opened', { pull }), api: fake };
  return {
    ...{ world, fake, issue },
    step: (id, more) => runAction({ ...common, env: { GITHUB_RUN_ID: String(id) }, ...more }),
    post: ({ state }) => runAction({ ...common, post: { state } }),
  };
}

const STEPS = ['issue_created', 'task_queued', 'pr_created', 'ci_pending'];

/** One valid record with these steps, or none; and no lock anywhere. */
function expectLeft({ world, fake, issue }: Scene, steps: readonly string[]): void {
  const records = world.comments(issue).filter(({ body }) => hasMarker(body));
  const places = [{ number: issue }, ...records.map(({ databaseId }) => ({ comment: databaseId }))];
  expect(places.flatMap((place) => world.reactions(place))).toEqual([]);
  expect(records).toHaveLength(steps.length === 0 ? 0 : 1);
  for (const { body } of records) {
    const decoded = decodeComment(body);
    const record = decoded.kind === 'record' ? decoded.record : null;
    expect(record?.transitions.map(({ to_state }) => to_state)).toEqual(steps);
    expect(record === null ? ['no record'] : faultsOf(record, builtinLifecycle('standard'))).toEqual([]);
  }
  fake.assertClean();
}

/** Does something as soon as GitHub has got so many requests; the last of them takes a while. */
function atRequest(fake: RunningFake, nth: number, action: () => void): void {
  fake.onRequest(({ index }) => {
    if (index + 1 !== nth) return undefined;
    action();
    return [{ kind: 'delay', ms: 300 }];
  });
}

describe('five runs of one event at once', () => {
  test('write every step once', async () => {
    const scene = await setScene();
    const steps = await Promise.all([1, 2, 3, 4, 5].map((id) => scene.step(id)));
    expect(steps.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0]);
    expect(steps.map(({ outputs }) => outputs.changed).sort()).toEqual(['false', 'false', 'false', 'false', 'true']);
    expect(steps.flatMap(({ state }) => Object.values(state)).filter((left) => left !== '')).toEqual([]);
    expectLeft(scene, STEPS);
  });

  test('survive that one of them is killed while it writes', async () => {
    const scene = await setScene();
    const { promise: struck, resolve: strike } = Promise.withResolvers<void>();
    const victim = scene.step(1, {
      onStart: (child) =>
        atRequest(scene.fake, 4, () => {
          child.kill('SIGKILL');
          strike();
        }),
    });
    await struck;
    const others = Promise.all([2, 3, 4, 5].map((id) => scene.step(id)));
    const dead = await victim;
    expect(dead.exitCode).toBeNull();
    expect((await scene.post(dead)).exitCode).toBe(0);
    expect((await others).map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0]);
    expectLeft(scene, STEPS);
  });
});

describe.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s', (signal, idle) => {
  // While nothing is locked the process ends at once; after that it finishes the request and frees the lock.
  test.each([
    ['the first read', 1, idle, []],
    ['the request for the lock', 2, 1, []],
    ['the read under the lock', 3, 1, []],
    ['the write', 4, 0, STEPS],
    ['the release of the lock', 5, 0, STEPS],
  ] as const)('during %s leaves a valid record, and no lock after post', async (_name, nth, exitCode, steps) => {
    const scene = await setScene();
    const step = await scene.step(1, { onStart: (child) => atRequest(scene.fake, nth, () => child.kill(signal)) });
    expect(step.exitCode).toBe(exitCode);
    expect((await scene.post(step)).exitCode).toBe(0);
    expectLeft(scene, steps);
    if (exitCode === 1) expect(step.outputs).toMatchObject({ outcome: 'failed', reason: 'cancelled' });
    scene.fake.onRequest(null);
    expect((await scene.step(2)).exitCode).toBe(0);
    expectLeft(scene, STEPS);
  });
});

test('a sweep that is told to stop ends between two items, and tells what it did until then', async () => {
  const scene = await setScene();
  const { world, fake } = scene;
  for (let more = 0; more < 5; more++) world.openIssue({ assignees: ['octocat'] });
  const step = await scene.step(1, {
    eventName: 'schedule',
    event: payload(world, 'schedule', null),
    inputs: { command: 'sweep', 'dry-run': 'true' },
    // The list, the first item, and then while the second one is read.
    onStart: (child) => atRequest(fake, 3, () => child.kill('SIGINT')),
  });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'failed', reason: 'cancelled', count: '2' } });
  const results: readonly { readonly outcome: string }[] = JSON.parse(step.outputs.results ?? '');
  expect(results.map(({ outcome }) => outcome)).toEqual(['transitioned', 'transitioned']);
  expect(step.summary.match(/^\S+ .*: \[?\*\*[A-Z]/gm)).toHaveLength(3);
  expect(fake.requests).toHaveLength(3);
});
