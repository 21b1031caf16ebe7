import { describe, expect, it } from 'vitest';
import { createWorld } from '../../support/github/world/world.ts';

describe('what merging a pull request closes', () => {
  it('is what its body names by keyword, on the default branch', () => {
    const world = createWorld();
    const [one, two] = [world.openIssue(), world.openIssue()];
    const pull = world.openPull({ body: `Fixes #${one}, resolves: acme/widgets#${two}, see #99` });
    expect(world.closes(pull)).toEqual([one, two]);
    world.merge(pull, { by: 'hubot' });
    expect(world.issue(one)).toMatchObject({ state: 'closed', stateReason: 'completed', closedBy: 'hubot' });
    expect(world.timeline(two).at(-1)).toMatchObject({
      kind: 'ClosedEvent',
      closer: { kind: 'pull', ref: { repo: 'acme/widgets', number: pull } },
    });
  });

  it('is nothing on another branch', () => {
    const world = createWorld();
    const issue = world.openIssue();
    world.createBranch('next');
    const pull = world.openPull({ closes: [issue], links: [issue], base: 'next' });
    expect(world.closes(pull)).toEqual([issue]);
    world.merge(pull);
    expect(world.pull(pull).state).toBe('merged');
    expect(world.issue(issue).state).toBe('open');
  });

  it('changes when the link is taken away and put back', () => {
    const world = createWorld();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    world.unlink(pull, issue);
    expect(world.closes(pull)).toEqual([]);
    world.link(pull, issue);
    expect(world.closes(pull)).toEqual([issue]);
    world.unlink(pull, issue);
    expect(world.timeline(issue).map((event) => event.kind)).toEqual([
      'CrossReferencedEvent',
      'ConnectedEvent',
      'DisconnectedEvent',
    ]);
  });

  it('may lie in another repository', () => {
    const world = createWorld();
    const issue = world.openIssue();
    const other = world.repository('acme/tools');
    const pull = other.openPull({ body: `Closes acme/widgets#${issue}` });
    other.merge(pull);
    expect(world.timeline(issue).at(-1)).toMatchObject({ closer: { ref: { repo: 'acme/tools', number: pull } } });
  });
});

describe('an issue named by its address', () => {
  const address = 'https://github.com/acme/widgets/issues/1';

  it.each([
    [`Closes ${address}`, [1], 1],
    [`See ${address}.`, [], 1],
    ['Closes https://github.example.com/acme/widgets/issues/1', [], 0],
  ])('%s', (body, closed, references) => {
    const world = createWorld();
    world.openIssue();
    const pull = world.openPull({ body });
    expect(world.closes(pull)).toEqual(closed);
    expect(world.timeline(1).filter(({ kind }) => kind === 'CrossReferencedEvent')).toHaveLength(references);
  });

  it('is no longer closed once the keyword is taken away', () => {
    const world = createWorld();
    world.openIssue();
    const pull = world.openPull({ body: `Closes ${address}` });
    world.unlink(pull, 1);
    expect(world.closes(pull)).toEqual([]);
  });
});
