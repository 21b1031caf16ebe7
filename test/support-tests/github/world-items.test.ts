import { describe, expect, it } from 'vitest';
import { createWorld } from '../../support/github/world/world.ts';

describe('issues and pull requests of a world', () => {
  it('share their numbers, and have ids that are distinct from them and from each other', () => {
    const world = createWorld();
    const issue = world.openIssue();
    const pull = world.openPull();
    expect([issue, pull]).toEqual([1, 2]);
    const ids = [world.issue(issue), world.pull(pull)].flatMap((item) => [item.nodeId, String(item.databaseId)]);
    expect(new Set(ids).size).toBe(4);
  });

  it('are stamped with the time of the world', () => {
    const world = createWorld({ start: '2026-11-22T08:00:00Z' });
    const issue = world.openIssue();
    world.advance(90);
    world.assign(issue, 'hubot', { by: 'monalisa' });
    expect(world.issue(issue)).toMatchObject({ createdAt: '2026-11-22T08:00:00Z', updatedAt: '2026-11-22T08:01:30Z' });
    expect(world.timeline(issue)).toMatchObject([
      { kind: 'AssignedEvent', assignee: 'hubot', actor: 'monalisa', createdAt: '2026-11-22T08:01:30Z' },
    ]);
    world.at('2020-01-01T00:00:00Z');
    expect(world.now()).toBe('2020-01-01T00:00:00Z');
  });

  it('make the same commits in every run, of 40 hex digits', () => {
    const heads = [createWorld(), createWorld()].map((world) => world.pull(world.openPull()).headSha);
    expect(heads[0]).toMatch(/^[0-9a-f]{40}$/);
    expect(heads[0]).toBe(heads[1]);
  });

  it('know nobody who was not added', () => {
    expect(() => createWorld().openIssue({ author: 'nobody-here' })).toThrow(/nobody is called nobody-here/);
  });

  it('keep the reason of a close until the issue is reopened', () => {
    const world = createWorld();
    const issue = world.openIssue();
    world.closeIssue(issue, { reason: 'duplicate' });
    expect(world.issue(issue)).toMatchObject({ state: 'closed', stateReason: 'duplicate', closedBy: 'octocat' });
    world.reopenIssue(issue);
    expect(world.issue(issue)).toMatchObject({ state: 'open', stateReason: 'reopened', closedAt: null });
    expect(() => world.reopenIssue(issue)).toThrow(/open already/);
  });

  it('move with their comments, under a new number and id, and leave a trace', () => {
    const world = createWorld();
    const other = world.repository('acme/old');
    other.openIssue();
    const issue = other.openIssue();
    const before = other.issue(issue).nodeId;
    other.comment(issue, 'hello');
    const moved = other.transferIssue(issue, { to: 'acme/widgets' });
    expect(world.issue(moved).nodeId).not.toBe(before);
    expect(world.comments(moved)).toMatchObject([{ body: 'hello', on: moved }]);
    expect(world.timeline(moved)).toMatchObject([{ kind: 'TransferredEvent', fromRepository: 'acme/old' }]);
    expect(() => other.issue(issue)).toThrow(/does not exist/);
  });

  it('keep their past readable, one operation a step', () => {
    const world = createWorld();
    const issue = world.openIssue();
    world.comment(issue, 'first');
    world.comment(issue, 'second');
    const commentsAgo = (back: number) => world.hub.past(back).repos.get('acme/widgets')?.comments.get(issue)?.length;
    expect([commentsAgo(0), commentsAgo(1), commentsAgo(2)]).toEqual([2, 1, undefined]);
  });
});
