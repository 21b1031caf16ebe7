import { describe, expect, test } from 'vitest';
import type { World } from '../support/github/world/world.ts';
import { openStage, type StageOptions } from './stage.ts';

const ISSUE = 1;

function closesByCommit(world: World): void {
  world.closeIssue(ISSUE, { closer: { kind: 'commit', sha: world.putFile('fix.txt', 'Fixes #1') } });
}

/** An assigned issue with a record; then it is closed in a way that is refused. */
async function refused(close: (world: World) => void, options: StageOptions = {}) {
  const stage = await openStage(options);
  stage.world.openIssue({ assignees: ['hubot'] });
  await stage.event('issues', 'opened', { number: ISSUE });
  close(stage.world);
  const step = await stage.event('issues', 'closed', { number: ISSUE });
  expect(step).toMatchObject({ exitCode: 1, outputs: { outcome: 'rejected', reason: 'gate_not_met' } });
  const missing: readonly { readonly kind: string; readonly names: readonly string[]; readonly summary: string }[] =
    JSON.parse(step.outputs.missing ?? '');
  return { step, stage, needs: missing.map(({ kind, names }) => [kind, ...names]), missing };
}

describe('a refused close says what did it', () => {
  test('merged pull requests that only mention the issue, and what to write into which', async () => {
    const { step, stage, needs, missing } = await refused((world) => {
      const pull = world.openPull({ body: `About #${ISSUE}` });
      world.merge(pull);
      world.openPull({ body: `Also about #${ISSUE}` });
      world.advance(24 * 60 * 60);
      world.closeIssue(ISSUE);
    });
    expect(needs).toEqual([['pull_request', '#2']]);
    const words = 'Write `Closes #1` into the description of the merged pull request 2, which only mentions it.';
    expect(missing[0]?.summary).toBe(words);
    expect(step.outputs.error).toContain(
      'without a merged pull request that closes it.\nSettled by `Closes #1` in a merged pull request, a close as not planned,',
    );
    // In the comment and the summary nothing of it is a link or a closing keyword.
    for (const text of [stage.comment(ISSUE).body.split('<!--').at(0), step.summary]) {
      expect(text).toContain('<code>Closes &#35;1</code>');
      expect(text).not.toMatch(/closes #\d/i);
    }
    // And what is said works.
    stage.world.editPullBody(2, `Closes #${ISSUE}`);
    const healed = await stage.event('pull_request', 'edited', { pull: 2 });
    expect(healed.outputs).toMatchObject({ outcome: 'transitioned', state: 'closed', violations: '[]' });
  });

  test('the commit', async () => {
    const { step, needs, stage } = await refused(closesByCommit);
    const commit = stage.world.state().branches.get('main') ?? '';
    expect(needs).toEqual([['closed_by_commit', commit], ['pull_request']]);
    expect(step.outputs.error).toContain(`by the commit \`${commit.slice(0, 7)}\`, which no merged`);
  });

  test('the pull request of another owner', async () => {
    const { step, needs } = await refused((world) => {
      const other = world.repository('octocat/other');
      other.merge(other.openPull({ body: 'Closes acme/widgets#1' }));
    });
    const url = 'https://github.com/octocat/other/pull/1';
    expect(needs).toEqual([['closed_elsewhere', url], ['pull_request']]);
    expect(step.outputs.error).toContain(url);
  });

  test('and closing it once more, as not planned, is a way on', async () => {
    const { stage } = await refused(closesByCommit);
    stage.world.closeIssue(ISSUE, { reason: 'not_planned' });
    const step = await stage.event('issues', 'closed', { number: ISSUE });
    expect(step.outputs).toMatchObject({ outcome: 'transitioned', state: 'closed', violations: '[]' });
  });
});
