import { describe, expect, test } from 'vitest';
import { openStage, type Stage } from '../e2e/stage.ts';
import { expectError } from '../e2e/told.ts';
import { openKept, startRun, verify } from './kept.ts';
import { AS } from './way.ts';

const LAW = '.github/loopforge.yml';
const OURS = 'acme/widgets/.github/workflows/loopforge.yml';
const MAIN = `${OURS}@refs/heads/main`;

/** Whose workflow file runs, as `GITHUB_WORKFLOW_REF` says, for an event of some name. */
const NOT_THE_DEFAULT_BRANCH: readonly (readonly [door: string, event: string, ref: string | undefined])[] = [
  ["a pull request's own workflow", 'pull_request', `${OURS}@refs/pull/2/merge`],
  ['a push to a branch', 'push', `${OURS}@refs/heads/feature`],
  ['a run by hand on a branch', 'workflow_dispatch', `${OURS}@refs/heads/feature`],
  ['a merge queue', 'merge_group', `${OURS}@refs/heads/gh-readonly-queue/main/pr-2-abc`],
  ['a tag with the name of the default branch', 'push', `${OURS}@refs/tags/main`],
  ['a branch whose name ends like the default branch', 'push', `${OURS}@refs/heads/a@refs/heads/main`],
  ['a branch whose name begins with that of a ref', 'push', `${OURS}@refs/heads/refs/heads/main`],
  ['a branch that differs in case', 'push', `${OURS}@refs/heads/Main`],
  [
    'a workflow of another repository',
    'workflow_dispatch',
    'mallory/tools/.github/workflows/loopforge.yml@refs/heads/main',
  ],
  ['a commit', 'workflow_dispatch', `${OURS}@0123456789abcdef0123456789abcdef01234567`],
  ['a runner that does not say', 'pull_request', undefined],
  ['a runner that says nothing', 'pull_request', ''],
];

/** A merge without any check, which the law refuses. */
async function mergedUnchecked(law: string, defaultBranch = 'main') {
  const stage = await openStage({ as: AS, settings: law, defaultBranch });
  const { world } = stage;
  world.putFile('package.json', '{}');
  world.putFile('lax.yml', 'on_invalid: ignore\nci: none\n');
  world.putFile('.GITHUB/loopforge.yml', 'on_invalid: ignore\n');
  const issue = world.openIssue();
  const pull = world.openPull({ closes: [issue] });
  world.check(pull, { conclusion: 'failure' });
  world.merge(pull);
  return { stage, issue, pull };
}

function deliver(stage: Stage, event: string, pull: number, config: string, ref: string | undefined) {
  const env = { GITHUB_WORKFLOW_REF: ref };
  const inputs = { config, ...(event === 'pull_request' ? {} : { 'pull-request': String(pull) }) };
  if (event === 'pull_request') return stage.event('pull_request', 'closed', { pull }, { inputs, env });
  return stage.step(inputs, { env });
}

describe('another config file as the law, named by a workflow that is not the one of the default branch', () => {
  test.each(NOT_THE_DEFAULT_BRANCH)('%s', async (_, event, ref) => {
    const { stage, issue, pull } = await mergedUnchecked('lifecycle: strict\n');
    const before = stage.version();
    const message = expectError(await deliver(stage, event, pull, 'package.json', ref), 'input_invalid');
    expect(message).toContain('package.json');
    expect(message).toContain(LAW);
    expect(stage.world.comments(issue)).toEqual([]);
    expect(stage.version()).toBe(before);
  });

  test.each([
    ['a lax one', 'lax.yml'],
    ['one whose path differs in case', '.GITHUB/loopforge.yml'],
    ['one that is not there', 'none.yml'],
    ['a way to the same file', './.github/loopforge.yml'],
    ['another way', '.github//loopforge.yml'],
    ['a third', '.github/../.github/loopforge.yml'],
  ])('%s', async (_, config) => {
    const { stage, issue, pull } = await mergedUnchecked('lifecycle: strict\n');
    expectError(await deliver(stage, 'pull_request', pull, config, `${OURS}@refs/pull/2/merge`), 'input_invalid');
    expect(stage.world.comments(issue)).toEqual([]);
  });

  test.each([
    ['an empty law', ''],
    ['a law of comments', '# nothing\n'],
  ])('%s is a law too', async (_, law) => {
    const { stage, pull } = await mergedUnchecked(law);
    expectError(await deliver(stage, 'pull_request', pull, 'lax.yml', `${OURS}@refs/pull/2/merge`), 'input_invalid');
  });

  test.each(['sweep', 'verify', 'repair', 'transition'])('by the command %s', async (command) => {
    const { stage, issue } = await mergedUnchecked('lifecycle: strict\n');
    stage.world.assign(stage.world.openIssue(), 'hubot');
    const about = command === 'sweep' ? {} : { issue: String(issue) };
    const more = { repair: { reason: 'why' }, transition: { to: 'closed' } }[command] ?? {};
    const inputs = { command, config: 'lax.yml', ...about, ...more };
    const env = { GITHUB_WORKFLOW_REF: `${OURS}@refs/heads/feature` };
    expectError(await stage.step(inputs, { env }), 'input_invalid');
    expect(stage.world.comments(issue)).toEqual([]);
  });
});

describe('another config file is fine', () => {
  test.each([
    ['named by the workflow of the default branch', MAIN],
    [
      'by that workflow where names differ in case only',
      'Acme/Widgets/.github/workflows/loopforge.yml@refs/heads/main',
    ],
  ])('%s', async (_, ref) => {
    const { stage, issue, pull } = await mergedUnchecked('lifecycle: strict\n');
    expect((await deliver(stage, 'pull_request', pull, 'lax.yml', ref)).exitCode).toBe(0);
    expect(stage.record(issue).transitions[0]?.settings).toMatchObject({ config: { path: 'lax.yml' } });
  });

  test("from a pull request's workflow while there is no other", async () => {
    const { stage, issue, pull } = await mergedUnchecked('');
    stage.world.deleteFile(LAW);
    const step = await deliver(stage, 'pull_request', pull, 'lax.yml', `${OURS}@refs/pull/2/merge`);
    expect(step.exitCode).toBe(0);
    expect(stage.record(issue).transitions[0]?.settings).toMatchObject({ config: { path: 'lax.yml' } });
  });

  test('where the default branch has another name', async () => {
    const { stage, issue, pull } = await mergedUnchecked('lifecycle: strict\n', 'trunk');
    expectError(await deliver(stage, 'pull_request', pull, 'lax.yml', MAIN), 'input_invalid');
    expect(stage.world.comments(issue)).toEqual([]);
  });
});

describe('without the file, the inputs are the law', () => {
  test.each([
    ['other settings', { ci: 'none' }],
    ['another lifecycle', { lifecycle: 'strict' }],
  ])('%s for one run of a record are told', async (_, inputs) => {
    const stage = await openKept();
    const { world } = stage;
    const issue = world.openIssue();
    const run = () => ({ GITHUB_RUN_ID: String(startRun(stage, {})) });
    await stage.event('issues', 'opened', { number: issue }, { env: run() });
    world.assign(issue, 'hubot');
    await stage.event('issues', 'assigned', { number: issue }, { inputs, env: run() });
    const found = await verify(stage, issue);
    expect(found, found.text).toMatchObject({ verdict: 'PASS', codes: ['not_corroborated'] });
    expect(found.text).toMatch(/No config file was the law, and the settings changed with entry 2/);
  });

  test('with it they cannot differ unseen: each entry names the text of the file', async () => {
    const stage = await openKept({ settings: 'ci: none\n' });
    const issue = stage.world.openIssue();
    await stage.run('issues', 'opened', { number: issue });
    stage.world.putFile(LAW, 'ci: checks\n');
    stage.world.assign(issue, 'hubot');
    await stage.run('issues', 'assigned', { number: issue });
    expect(await verify(stage, issue)).toMatchObject({ verdict: 'PASS', codes: [] });
  });
});
