import { describe, expect, it } from 'vitest';
import { createWorld } from '../../support/github/world/world.ts';

describe("GitHub's verdict on the reviews", () => {
  it('is null where no review is required', () => {
    const world = createWorld();
    const pull = world.openPull();
    world.review(pull, { by: 'hubot', state: 'changes_requested' });
    expect(world.reviewDecision(pull)).toBeNull();
  });

  it('counts writers, never the author', () => {
    const world = createWorld();
    world.setProtection({ requiredApprovals: 1 });
    const pull = world.openPull({ author: 'monalisa' });
    world.review(pull, { by: 'codertocat', state: 'approved' });
    world.review(pull, { by: 'monalisa', state: 'approved' });
    expect(world.reviewDecision(pull)).toBe('review_required');
    world.review(pull, { by: 'hubot', state: 'approved' });
    expect(world.reviewDecision(pull)).toBe('approved');
  });

  it('turns with the last word of each person; a comment is no word', () => {
    const world = createWorld();
    world.setProtection({ requiredApprovals: 1, via: 'ruleset' });
    const pull = world.openPull();
    world.review(pull, { by: 'hubot', state: 'approved' });
    world.review(pull, { by: 'hubot', state: 'changes_requested' });
    world.review(pull, { by: 'hubot', state: 'commented' });
    expect(world.reviewDecision(pull)).toBe('changes_requested');
    world.dismissReview(pull, 'hubot');
    expect(world.reviewDecision(pull)).toBe('review_required');
    world.review(pull, { by: 'hubot', state: 'approved' });
    expect(world.reviewDecision(pull)).toBe('approved');
  });

  it('is lost by a push where stale approvals are dismissed, and kept elsewhere', () => {
    const decisions = [true, false].map((dismissStale) => {
      const world = createWorld();
      world.setProtection({ requiredApprovals: 1, dismissStale });
      const pull = world.openPull();
      world.review(pull, { by: 'hubot', state: 'approved' });
      world.push(pull);
      return world.reviewDecision(pull);
    });
    expect(decisions).toEqual(['review_required', 'approved']);
  });

  it('takes a request away once the person has answered', () => {
    const world = createWorld();
    const pull = world.openPull({ reviewers: ['hubot', 'monalisa'] });
    world.review(pull, { by: 'hubot', state: 'commented' });
    expect(world.pull(pull).requestedReviewers).toEqual(['monalisa']);
  });
});

describe('checks', () => {
  it('are re-run in the same workflow run, which keeps its creation', () => {
    const world = createWorld();
    const pull = world.openPull();
    const first = world.check(pull, { name: 'build', conclusion: 'failure' });
    world.advance(600);
    const again = world.check(pull, { name: 'build' });
    world.advance(60);
    const done = world.check(pull, { name: 'build', conclusion: 'success' });
    expect(again.run).toBe(first.run);
    expect(again.check).not.toBe(first.check);
    expect(done.check).toBe(again.check);
    expect(world.state().runs).toMatchObject([{ attempt: 2, createdAt: '2026-11-22T08:00:00Z' }]);
    expect(world.state().checks.filter((check) => !check.superseded)).toMatchObject([
      { conclusion: 'success', startedAt: '2026-11-22T08:10:00Z', completedAt: '2026-11-22T08:11:00Z' },
    ]);
  });

  it('stand apart by workflow, event and app', () => {
    const world = createWorld();
    const pull = world.openPull();
    const runs = [
      world.check(pull, { workflow: 'ci' }),
      world.check(pull, { workflow: 'ci', event: 'push' }),
      world.check(pull, { workflow: 'nightly' }),
      world.check(pull, { workflow: 'ci', newRun: true }),
    ].map((made) => made.run);
    expect(new Set(runs).size).toBe(4);
    expect(world.check(pull, { app: 'buildbot' })).toMatchObject({ run: null });
  });
});
