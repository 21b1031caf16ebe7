import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../../../src/adapters/github/github.ts';
import { type PullFacts, UNAVAILABLE } from '../../../../src/core/facts/facts.ts';
import type { PullQuestion } from '../../../../src/core/facts/questions.ts';
import { factsOf } from '../../../stories/world-facts.ts';
import { ALL_WRITE } from '../../../support/github/identity.ts';
import type { World } from '../../../support/github/world/world.ts';
import { stage } from '../against-fake.ts';

async function asked(github: GitHub, world: World, pull: number, ...questions: PullQuestion[]): Promise<PullFacts> {
  const issue = { host: 'github.com', repo: world.repo, number: 1 };
  const [facts] = await github.readPulls([pull], issue);
  if (facts === undefined) throw new Error(`#${pull} was not read`);
  return github.ask(facts, questions);
}

/** What the world itself shows of the same pull request. */
function shown(world: World, pull: number): PullFacts {
  const { pulls } = factsOf(world, pull);
  const [facts] = pulls === UNAVAILABLE ? [] : pulls;
  if (facts === undefined) throw new Error(`#${pull} is not there`);
  return facts;
}

describe('who stands behind a pull request', () => {
  it('is an outsider where the author may not push', async () => {
    const { fake, world, github } = await stage();
    const stranger = world.openPull({ fork: true, author: 'codertocat' });
    const writer = world.openPull({ fork: true, author: 'hubot' });
    expect((await asked(github, world, stranger, 'outsider')).outsider).toBe(true);
    expect((await asked(github, world, writer, 'outsider')).outsider).toBe(false);
    expect(fake.requests).toHaveLength(4);
  });

  it('may have edited its description with the right to push, or without', async () => {
    const { world, github } = await stage();
    const pull = world.openPull();
    const edit = async (by: string) => {
      world.advance(60);
      world.editPullBody(pull, `Closes #1, says ${by}`, { by });
      return (await asked(github, world, pull, 'editor')).edited;
    };
    expect(await edit('hubot')).toMatchObject({ at: world.now(), by: { login: 'hubot' }, mayPush: true });
    expect(await edit('codertocat')).toMatchObject({ by: { login: 'codertocat' }, mayPush: false });
  });
});

describe('the checks of a merged pull request', () => {
  async function merged() {
    const { fake, world, github } = await stage();
    const pull = world.openPull();
    world.check(pull, { name: 'build', conclusion: 'success' });
    world.check(pull, { name: 'lint', conclusion: 'success' });
    world.status(pull, 'deploy', 'success', { by: 'hubot' });
    world.advance(60);
    world.merge(pull);
    world.advance(60);
    return { fake, world, github, pull };
  }

  it('are read as they stood before what is newer than the merge', async () => {
    const { fake, world, github, pull } = await merged();
    world.check(pull, { name: 'build', conclusion: 'failure' });
    world.status(pull, 'deploy', 'failure', { by: 'monalisa' });
    world.status(pull, 'deploy', 'error', { by: 'monalisa' });
    const { earlierChecks } = await asked(github, world, pull, 'earlier_checks');
    expect(earlierChecks).toMatchObject([
      { kind: 'run', name: 'build', conclusion: 'SUCCESS', event: 'pull_request' },
      { kind: 'status', name: 'deploy', conclusion: 'FAILURE' },
      { kind: 'status', name: 'deploy', conclusion: 'SUCCESS', creator: { login: 'hubot', type: 'User' }, appId: null },
    ]);
    const inWorld = shown(world, pull).earlierChecks;
    expect(inWorld === UNAVAILABLE ? null : inWorld.length).toBe(3);
    expect(fake.requests.map(({ operation, path }) => operation ?? path.split('?')[0]?.split('/').at(-1))).toEqual([
      'Pulls',
      'Attempts',
      'statuses',
    ]);
  });

  it('are unavailable where the earlier ones cannot be read', async () => {
    const { fake, world, github, pull } = await merged();
    world.check(pull, { name: 'build', conclusion: 'failure' });
    for (const path of [
      ['commit'],
      ['commit', 'checkSuites'],
      ['commit', 'checkSuites', 'nodes', 0, 'checkRuns'],
      ['commit', 'checkSuites', 'nodes', 0, 'checkRuns', 'nodes', 0],
    ]) {
      const fault = { kind: 'partial', type: 'X', path: ['repository', ...path] } as const;
      fake.faults.add({ match: { graphql: 'Attempts' }, fault });
      expect((await asked(github, world, pull, 'earlier_checks')).earlierChecks).toBe(UNAVAILABLE);
    }
  });
});

describe('the group of the merge queue', () => {
  async function queued() {
    const { fake, world, github } = await stage();
    const pull = world.openPull();
    const { sha } = world.enqueue(pull);
    const at = world.now();
    world.check(sha, { name: 'e2e', event: 'merge_group', conclusion: 'success' });
    world.status(sha, 'deploy', 'success');
    world.advance(60);
    world.merge(pull);
    return { fake, world, github, pull, sha, at };
  }

  it('is the commit that the queue tested', async () => {
    const { world, github, pull, sha, at } = await queued();
    const { group } = await asked(github, world, pull, 'group');
    expect(group).toMatchObject({ queuedAt: at, sha, checks: [{ name: 'e2e' }, { name: 'deploy' }] });
    expect(group).toMatchObject({ checks: shown(world, pull).group === UNAVAILABLE ? [] : [{}, {}] });
  });

  it('is known to be none without a request where nothing was queued, or no longer', async () => {
    const { fake, world, github } = await stage();
    const plain = world.openPull();
    const taken = world.openPull();
    world.enqueue(taken);
    world.advance(60);
    world.dequeue(taken);
    world.advance(60);
    for (const pull of [plain, taken]) {
      world.merge(pull);
      expect((await asked(github, world, pull)).group).toBeNull();
    }
    expect(fake.requests).toHaveLength(2);
  });

  it('may be that of a batch, which is the commit of its last pull request', async () => {
    const { world, github } = await stage();
    const [first, second] = [world.openPull(), world.openPull()];
    world.enqueue(first);
    world.merge(first);
    const { sha } = world.enqueue(second);
    world.check(sha, { name: 'e2e', event: 'merge_group', conclusion: 'success' });
    world.merge(second);
    expect((await asked(github, world, first, 'group')).group).toMatchObject({ sha, checks: [{ name: 'e2e' }] });
  });

  it('is unavailable where no commit of it shows a check, or one cannot be read', async () => {
    const { fake, world, github, pull } = await queued();
    for (const path of [['mergeCommit'], ['mergeCommit', 'statusCheckRollup'], ['baseRef', 'target', 'history']]) {
      const fault = { kind: 'partial', type: 'X', path: ['repository', 'pullRequest', ...path] } as const;
      fake.faults.add({ match: { graphql: 'Group' }, fault });
      expect((await asked(github, world, pull, 'group')).group).toBe(UNAVAILABLE);
    }
    const silent = world.openPull();
    world.enqueue(silent);
    world.merge(silent);
    expect((await asked(github, world, silent, 'group')).group).toBe(UNAVAILABLE);
  });
});

describe('a pinned status', () => {
  it('is told by the app behind its bot', async () => {
    const { fake, world, github } = await stage({ scopes: ALL_WRITE });
    world.addApp('linter', { appId: 77 });
    world.setProtection({ requiredChecks: [{ context: 'build', appId: 77 }], via: 'ruleset' });
    const pull = world.openPull();
    world.status(pull, 'other', 'success', { by: 'linter' });
    world.status(pull, 'build', 'success', { by: 'linter' });
    const { checks } = await asked(github, world, pull, 'status_apps');
    expect(checks).toMatchObject([
      { name: 'other', appId: UNAVAILABLE },
      { name: 'build', appId: '77' },
    ]);
    world.status(pull, 'build', 'success', { by: 'monalisa' });
    expect((await asked(github, world, pull, 'status_apps')).checks).toMatchObject([
      {},
      { name: 'build', appId: null },
    ]);
    expect(fake.requests.map(({ path }) => path).filter((path) => path.startsWith('/apps/'))).toEqual(['/apps/linter']);
  });
});
