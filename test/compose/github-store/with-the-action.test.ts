import { afterEach, describe, expect, test, vi } from 'vitest';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { entriesOf } from '../../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { cli } from '../../cli/run-cli-here.ts';
import { USER_TOKEN_PREFIX } from '../../support/github/identity.ts';
import { openStore, type StoreStage } from './stage.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const OCTOCAT = `${USER_TOKEN_PREFIX}octocat`;
/** The config file that makes it one that keeps records. */
const TRUSTED = 'trusted_authors: [583231]\n';

const OF_TODAY =
  'People read of something missing, or out of order, that GitHub does not show now, or not of what it shows.';

/** What `verify` says of the record: the verdict, and what it found but for what the comment tells of today's facts. */
async function verified({ id, fake }: StoreStage): Promise<readonly [string, readonly string[]]> {
  const { stdout } = await cli(['verify', id, '--json'], { api: fake });
  const { verdict, results } = JSON.parse(stdout);
  const findings = results.flatMap(({ checks }: { checks: readonly { findings: readonly { message: string }[] }[] }) =>
    checks.flatMap((check) => check.findings.map(({ message }) => message).filter((one) => one !== OF_TODAY)),
  );
  return [verdict, findings];
}

/** Octocat is assigned and hubot opens a pull request: the action has something to record. */
async function goOn(stage: StoreStage): Promise<LoopRecord> {
  const { world, issue } = stage;
  world.assign(issue, 'octocat');
  world.openPull({ author: 'hubot', closes: [issue] });
  const run = world.startRun(world.state().branches.get('main') ?? '', { workflow: 'loopforge', event: 'issues' });
  const step = await stage.event('issues', 'assigned', { number: issue }, { env: { GITHUB_RUN_ID: String(run) } });
  expect(step.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_pending' });
  return stage.record(issue);
}

describe('a record that the library began', () => {
  test('by a service with an account of its own', async () => {
    const stage = await openStore({ settings: TRUSTED, token: OCTOCAT });
    const { service, url, id } = stage;
    await service.create({ ref: url });
    const { record } = await service.transition(id, 'task_queued');
    expect(record?.transitions.map(({ actor, run }) => ({ actor, run }))).toEqual(
      [1, 2].map(() => ({ actor: { id: '583231', login: 'octocat', type: 'Unknown' }, run: null })),
    );
    expect(await verified(stage)).toEqual(['PASS', []]);

    const after = await goOn(stage);
    expect(entriesOf(after).slice(0, 2)).toEqual(entriesOf(record as LoopRecord));
    expect(await verified(stage)).toEqual(['PASS', []]);

    // And the library goes on with what the action wrote.
    const step = await service.transition(id, 'ci_passed');
    expect(step.success).toBe(true);
    expect((await verified(stage))[0]).toBe('PASS');
  });

  test('by a step of a workflow with the token of its job', async () => {
    const stage = await openStore();
    const { service, world, url, id, storeOf } = stage;
    const run = world.startRun(world.state().branches.get('main') ?? '', { workflow: 'loopforge', event: 'push' });
    vi.stubEnv('GITHUB_REPOSITORY', 'Acme/Widgets');
    vi.stubEnv('GITHUB_RUN_ID', String(run));
    vi.stubEnv('GITHUB_RUN_ATTEMPT', '1');
    const inRun = new LoopService({ repository: storeOf(), clock: world.now });
    await inRun.create({ ref: url });
    const { record } = await inRun.transition(id, 'task_queued');
    expect(record?.transitions.at(-1)).toMatchObject({ actor: null, run: { id: String(run), attempt: 1 } });
    vi.unstubAllEnvs();
    expect(await verified(stage)).toEqual(['PASS', []]);
    await goOn(stage);
    expect((await verified(stage))[0]).toBe('PASS');
    expect((await service.get(id))?.state).toBe('ci_pending');
  });

  test('by an account that keeps no records here, and the action says so', async () => {
    const stage = await openStore({ token: OCTOCAT });
    await stage.service.create({ ref: stage.url });
    const step = await stage.event('issues', 'opened', { number: stage.issue });
    expect(step.outputs).toMatchObject({ outcome: 'created' });
    expect(step.annotations.map(({ message }) => message).join()).toContain(
      'its author is not trusted to keep records',
    );
  });
});

test('a record that the action began is read whole, and walked', async () => {
  const stage = await openStore({ settings: TRUSTED, token: OCTOCAT });
  const { service, repository, id, url, issue } = stage;
  await stage.event('issues', 'opened', { number: issue });
  await goOn(stage);
  expect(await repository.get(id)).toEqual(stage.record(issue));
  expect(await service.getByRef(url)).toEqual(stage.record(issue));
  const { success, record } = await service.transition(id, 'ci_failed');
  expect(success).toBe(true);
  expect(record).toEqual(stage.record(issue));
});
