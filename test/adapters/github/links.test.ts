import { describe, expect, it } from 'vitest';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { trustedSha } from '../../../src/core/values/ids.ts';
import { pullOf, pullsOf, stage } from './against-fake.ts';

describe('links', () => {
  it('prefer nobody but say how each pull request is tied', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const first = world.openPull({ closes: [issue], fork: true, author: 'codertocat' });
    const second = world.openPull({ links: [issue], draft: true });
    const base = world.openPull({ headRef: 'part-1' });
    const stacked = world.openPull({ links: [issue], base: 'part-1' });
    world.linkBranch(issue, 'more');
    const named = world.openPull({ headRef: 'more' });
    world.openPull({ headRef: `${issue}-coincidence` });
    const reading = await github.read(issue);
    expect(fake.requests).toHaveLength(2);
    expect(pullsOf(reading)).toEqual([
      [first, 'reference', true],
      [second, 'reference', true],
      [stacked, 'reference', true],
      [named, 'branch', true],
    ]);
    expect(
      reading.facts.pulls === UNAVAILABLE
        ? []
        : reading.facts.pulls.map((pull) => [pull.fromFork, pull.draft, pull.stacked]),
    ).toEqual([
      [true, false, false],
      [false, true, false],
      [false, false, true],
      [false, false, false],
    ]);
    const read = await github.readPulls([named, first, base, issue], { ...reading, ...reading.facts });
    expect(read.map(({ number, link, complete }) => [number, link, complete])).toEqual([
      [named, 'none', true],
      [first, 'reference', true],
      [base, 'none', true],
    ]);
  });

  it('by keyword alone, on another base, take a second request from either side', async () => {
    const { fake, world, github } = await stage();
    world.createBranch('release');
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue], base: 'release' });
    world.openPull({ body: `See #${issue}`, base: 'release' });
    expect(pullsOf(await github.read(issue))).toEqual([[pull, 'keyword', true]]);
    expect(fake.requests).toHaveLength(2);
    const found = await github.find({ kind: 'pull_request', number: pull });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual([issue]);
    expect(pullOf(found.readings[0])).toMatchObject({ number: pull, link: 'keyword', complete: true });
  });

  it('of another repository do not count', async () => {
    const { world, github } = await stage();
    const issue = world.openIssue();
    const other = world.repository('acme/gadgets');
    const foreign = other.openPull({ body: `Fixes acme/widgets#${issue}` });
    const reading = await github.read(issue);
    expect(pullsOf(reading)).toEqual([]);
    expect(reading.notices.join()).toContain('acme/gadgets');
    other.merge(foreign);
    expect((await github.read(issue)).facts.issue).toMatchObject({
      state: 'closed',
      closer: { kind: 'elsewhere', sameOwner: true },
    });
  });
});

describe('find', () => {
  it('reads all issues of a pull request in one request, up to three', async () => {
    const { fake, world, github } = await stage();
    const issues = Array.from({ length: 5 }, () => world.openIssue());
    const pull = world.openPull({ closes: issues });
    const found = await github.find({ kind: 'pull_request', number: pull });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual(issues.slice(0, 3));
    expect(found.readings.map(pullsOf)).toEqual(Array(3).fill([[pull, 'reference', true]]));
    expect([found.more, found.unlinkedPull]).toEqual([issues.slice(3), null]);
    expect(fake.requests).toHaveLength(1);
  });

  it('gives a pull request without an issue as an item of its own', async () => {
    const { world, github } = await stage();
    const pull = world.openPull({ author: 'dependabot' });
    world.closePull(pull);
    world.reopenPull(pull);
    const { readings, unlinkedPull } = await github.find({ kind: 'pull_request', number: pull });
    expect(readings).toEqual([]);
    expect(unlinkedPull?.facts).toMatchObject({
      number: pull,
      issue: null,
      reopenings: 1,
      author: { type: 'Bot' },
      pulls: [{ number: pull }],
    });
  });

  it('finds the pull request of a commit, before and after the merge', async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue] });
    const { headSha, headRef } = world.pull(pull);
    const items = async (sha: string, branch: string | null) =>
      (await github.find({ kind: 'commit', sha: trustedSha(sha), branch })).readings.map(({ facts }) => facts.number);
    expect(await items(headSha, headRef)).toEqual([issue]);
    const merge = world.merge(pull);
    expect(await items(merge, 'main')).toEqual([issue]);
    expect(fake.requests).toHaveLength(2);
    expect(await items('f'.repeat(40), null)).toEqual([]);
  });

  it("finds a fork's pull request by branch and commit, in two requests, and not by branch alone", async () => {
    const { fake, world, github } = await stage();
    const issue = world.openIssue();
    const pull = world.openPull({ closes: [issue], fork: true, author: 'codertocat', headRef: 'patch-1' });
    const { headSha } = world.pull(pull);
    const found = await github.find({ kind: 'commit', sha: trustedSha(headSha), branch: 'patch-1' });
    expect(found.readings.map(({ facts }) => facts.number)).toEqual([issue]);
    expect(fake.requests).toHaveLength(2);
    const stranger = await github.find({ kind: 'commit', sha: trustedSha('e'.repeat(40)), branch: 'patch-1' });
    expect(stranger).toEqual({ readings: [], more: [], unlinkedPull: null });
  });
});
