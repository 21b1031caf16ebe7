import { describe, expect, test } from 'vitest';
import { systemRandom } from '../../src/adapters/system/system.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { appendEntries } from '../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedHash } from '../../src/core/values/ids.ts';
import type { Instant } from '../../src/core/values/instant.ts';
import { nextForged, nth } from './forge.ts';
import { BOT, bodyOf, expectFound, recordIn, type Scene, setScene } from './scene.ts';
import { underReview, wholeLife } from './whole-life.ts';

/** A step that looks just as LoopForge's own, by a workflow that has the same token. */
function withForgedStep(record: LoopRecord, to: string, trigger: string, now: Instant, at = now): LoopRecord {
  const last = nth(record.transitions, -1);
  const { record: longer } = appendEntries(
    record,
    [
      {
        kind: 'transition',
        from: record.state,
        to,
        trigger,
        at,
        source: 'observed',
        actor: { id: '2257', login: 'monalisa', type: 'User' },
        pr: last.pr,
        pr_url: last.pr_url,
        sha: last.sha,
        basis: { ...last.basis, observed: to },
        evidence: { at, facts: {}, checks: null },
        flags: [],
        metadata: {},
      },
    ],
    {
      recordedAt: now,
      run: last.run,
      lifecycle: last.lifecycle,
      settings: null,
      random: systemRandom,
      traitsOf: traitsIn(builtinLifecycle('standard')),
    },
  );
  return { ...longer, head: { ...longer.head, rev: record.head.rev + 1 } };
}

function forge(scene: Scene, issue: number, to: string, trigger: string, at?: Instant): void {
  const now = scene.world.now();
  scene.rewrite(issue, (record) => withForgedStep(record, to, trigger, now, at), BOT);
}

describe('a forged step', () => {
  test('approved, with no review', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    expect(scene.record(issue).state).toBe('awaiting_review');
    forge(scene, issue, 'approved', 'review.approved');
    const found = await scene.verify(issue);
    expectFound(found, 'FAIL', 'not_corroborated', 'missing_transition');
    expect(JSON.stringify(found.checks)).toContain('no such review');
  });

  test('approved, by somebody else than the one who did', async () => {
    const scene = setScene();
    const { issue, pull } = await underReview(scene);
    scene.world.review(pull, { by: 'octocat', state: 'approved' });
    forge(scene, issue, 'approved', 'review.approved');
    expectFound(await scene.verify(issue), 'FAIL', 'not_corroborated');
  });

  test('merged, which never was', async () => {
    const scene = setScene();
    const { issue, pull } = await underReview(scene);
    scene.world.review(pull, { by: 'monalisa', state: 'approved' });
    await scene.run('pull_request_review', 'submitted', { pull });
    forge(scene, issue, 'merged', 'pr.merged');
    expectFound(await scene.verify(issue), 'FAIL', 'not_corroborated', 'missing_transition');
  });

  test('closed, which never was', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    await scene.run('issues', 'opened', { number: issue });
    forge(scene, issue, 'closed', 'issue.closed');
    expectFound(await scene.verify(issue), 'FAIL', 'not_corroborated', 'missing_transition');
  });

  test('in a cycle that never began', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    const now = scene.world.now();
    scene.rewrite(
      issue,
      (record) => {
        const longer = withForgedStep(record, 'task_queued', 'issue.reopened', now);
        return nextForged({ ...longer, head: { ...longer.head, rev: record.head.rev } }, ({ transitions }) => {
          nth(transitions, -1).basis.cycle = 1;
        });
      },
      BOT,
    );
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('not_corroborated');
  });

  test('that claims to be older than its revision', async () => {
    const scene = setScene();
    const { issue, pull } = await underReview(scene);
    scene.world.review(pull, { by: 'monalisa', state: 'approved' });
    const then = scene.world.now();
    scene.world.advance(3600);
    const { recorded_at } = nth(scene.record(issue).transitions, -1);
    expect(recorded_at <= then).toBe(true);
    scene.rewrite(issue, (record) => withForgedStep(record, 'approved', 'review.approved', then), BOT);
    expectFound(await scene.verify(issue), 'FAIL', 'backdated');
  });

  test('under a lifecycle that nobody knows', async () => {
    const scene = setScene();
    const issue = scene.world.openIssue();
    await scene.run('issues', 'opened', { number: issue });
    const { databaseId, body } = scene.comment(issue);
    scene.world.deleteComment(databaseId, BOT);
    const foreign = nextForged(recordIn(body), (open) => {
      open.head.rev = 1;
      nth(open.transitions, 0).lifecycle = trustedHash('A'.repeat(43));
    });
    scene.world.comment(issue, bodyOf(foreign), BOT);
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('INCONCLUSIVE');
    expect(found.codes).toContain('unknown_lifecycle');
  });

  test('that skips a gate', async () => {
    const scene = setScene();
    const { issue } = await underReview(scene);
    forge(scene, issue, 'merged', 'pr.merged');
    const found = await scene.verify(issue);
    expect(found.verdict).toBe('FAIL');
    expect(found.codes).toContain('illegal_step');
  });

  test('that names a workflow run which began later, or none', async () => {
    const scene = setScene();
    const { issue } = await wholeLife(scene);
    scene.world.advance(7200);
    const later = scene.world.startRun(scene.world.state().branches.get('main') ?? '', {
      workflow: 'other',
      newRun: true,
    });
    const rewritten = scene.record(issue).transitions[0]?.run?.id;
    expect(rewritten).toBeDefined();
    const { github } = scene;
    const bulk = await github.bulk();
    const run = await bulk.readRun(String(later));
    const found = await scene.verify(issue, {
      github: { ...bulk, readRun: async (id) => (id === rewritten ? run : bulk.readRun(id)) },
    });
    expectFound(found, 'FAIL', 'not_corroborated');
    const gone = await scene.verify(issue, { github: { ...bulk, readRun: async () => null } });
    expectFound(gone, 'INCONCLUSIVE', 'not_corroborated');
  });
});

describe('a review that was given and dismissed', () => {
  test('is no forgery', async () => {
    const scene = setScene();
    const { issue, pull } = await wholeLife(scene);
    expect(builtinLifecycle('standard').hash).toBe(nth(scene.record(issue).transitions, 0).lifecycle);
    scene.world.dismissReview(pull, 'monalisa');
    expectFound(await scene.verify(issue), 'PASS');
  });
});
