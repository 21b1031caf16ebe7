import type { Stage } from '../e2e/stage.ts';

/** A situation, and the number of the item that is read; the issue is #1 everywhere. */
export interface Kind {
  readonly name: string;
  readonly reviews?: number;
  readonly settings?: string;
  /** The queries that a run asks; `Item` alone where left out. */
  readonly asks?: readonly string[];
  /** Why a step that an unread part would prove as well may bear another time. */
  readonly datedOtherwise?: string;
  readonly set: (stage: Stage) => Promise<number>;
}

/** An issue with a record, and an open pull request that closes it. */
async function begun({ world, event }: Stage, base = 'main'): Promise<number> {
  const issue = world.openIssue({ labels: ['bug'] });
  await event('issues', 'opened', { number: issue });
  world.assign(issue, 'hubot');
  if (base !== 'main') world.createBranch(base);
  const pull = world.openPull({ closes: [issue], author: 'hubot', base });
  await event('pull_request', 'opened', { pull });
  world.advance(60);
  return pull;
}

async function green(stage: Stage, pull: number): Promise<void> {
  stage.world.check(pull, { name: 'build', conclusion: 'success' });
  stage.world.status(pull, 'deploy', 'success');
  stage.world.advance(60);
}

/** Kinds of items, each a moment before a step is due. */
export const KINDS: readonly Kind[] = [
  {
    name: 'assigned, two pull requests open, one of them from a fork, no record yet',
    async set({ world }) {
      const issue = world.openIssue();
      world.assign(issue, 'hubot');
      world.openPull({ closes: [issue], author: 'hubot', reviewers: ['octocat'] });
      world.openPull({ closes: [issue], author: 'codertocat', fork: true, draft: true });
      return issue;
    },
  },
  {
    name: 'its checks have passed',
    async set(stage) {
      await green(stage, await begun(stage));
      return 1;
    },
  },
  {
    name: 'approved, as a rule asks',
    reviews: 1,
    async set(stage) {
      const pull = await begun(stage);
      await green(stage, pull);
      await stage.event('pull_request', 'synchronize', { pull });
      stage.world.review(pull, { state: 'changes_requested', by: 'octocat' });
      stage.world.dismissReview(pull, 'octocat');
      stage.world.review(pull, { state: 'approved', by: 'monalisa' });
      return 1;
    },
  },
  {
    name: 'merged, and closed by that',
    async set(stage) {
      const pull = await begun(stage);
      await green(stage, pull);
      stage.world.merge(pull);
      return 1;
    },
  },
  {
    name: 'merged while a check failed',
    async set(stage) {
      const pull = await begun(stage);
      stage.world.check(pull, { name: 'build', conclusion: 'failure' });
      stage.world.merge(pull);
      return 1;
    },
  },
  {
    name: 'reopened after a merge, with a second pull request',
    async set(stage) {
      const pull = await begun(stage);
      await green(stage, pull);
      stage.world.merge(pull);
      await stage.event('issues', 'closed', { number: 1 });
      stage.world.advance(60);
      stage.world.reopenIssue(1);
      stage.world.advance(60);
      stage.world.openPull({ closes: [1], author: 'monalisa' });
      return 1;
    },
  },
  {
    name: 'closed by a commit',
    async set(stage) {
      const { world } = stage;
      world.openIssue();
      await stage.event('issues', 'opened', { number: 1 });
      world.assign(1, 'hubot');
      const sha = world.putFile('a.txt', 'a');
      world.closeIssue(1, { closer: { kind: 'commit', sha } });
      return 1;
    },
  },
  {
    name: 'linked by its keyword alone, among others that mention it',
    asks: ['Item', 'Pulls'],
    async set(stage) {
      const pull = await begun(stage, 'release');
      await green(stage, pull);
      for (const number of [1, 2, 3]) stage.world.openPull({ body: `See #1, part ${number}` });
      return 1;
    },
  },
  {
    name: 'from a linked branch',
    asks: ['Item', 'Pulls'],
    async set(stage) {
      const { world } = stage;
      world.openIssue();
      await stage.event('issues', 'opened', { number: 1 });
      world.linkBranch(1, 'mend');
      const pull = world.openPull({ headRef: 'mend', body: 'Part of #1' });
      await green(stage, pull);
      return 1;
    },
  },
  {
    name: 'merged by the queue, with a check that ran again later',
    asks: ['Item', 'Attempts', 'Group'],
    datedOtherwise: "the head's own checks date it where the group's are not known",
    async set(stage) {
      const pull = await begun(stage);
      await green(stage, pull);
      const { sha } = stage.world.enqueue(pull);
      stage.world.check(sha, { name: 'build', event: 'merge_group', conclusion: 'success' });
      stage.world.advance(60);
      stage.world.merge(pull);
      stage.world.advance(60);
      stage.world.check(pull, { name: 'build', conclusion: 'failure' });
      return 1;
    },
  },
  {
    name: 'mentioned by many, and linked by the words of one',
    asks: ['Item', 'Texts', 'Pulls'],
    async set(stage) {
      const { world } = stage;
      world.createBranch('release');
      world.openIssue();
      await stage.event('issues', 'opened', { number: 1 });
      for (let part = 0; part < 11; part += 1) world.openPull({ body: `See #1, part ${part}`, base: 'release' });
      await green(stage, world.openPull({ closes: [1], base: 'release' }));
      return 1;
    },
  },
  {
    name: 'set aside while a pull request is open',
    async set(stage) {
      await begun(stage);
      stage.world.closeIssue(1, { reason: 'not_planned' });
      return 1;
    },
  },
  {
    name: 'a pull request without an issue',
    settings: 'track: all',
    async set(stage) {
      const pull = stage.world.openPull({ author: 'hubot' });
      await stage.event('pull_request', 'opened', { pull });
      await green(stage, pull);
      return pull;
    },
  },
];
