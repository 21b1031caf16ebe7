import type { SettingsPatch } from '../../src/core/values/settings.ts';
import type { Scene } from '../attacks/scene.ts';
import type { Deed } from './deeds.ts';

/** A situation, and the number of the item that is read; the issue is #1 everywhere. */
export interface Kind {
  readonly name: string;
  readonly reviews?: number;
  readonly settings?: SettingsPatch;
  /** Settings stand in the config file, not in inputs. */
  readonly configured?: true;
  /** What is done; left out: the item is brought level. */
  readonly deed?: (set: number, scene: Scene) => Deed;
  /** Lists come member by member. */
  readonly shortPages?: true;
  /** The deed does not depend on the lifecycle: once is enough. */
  readonly once?: true;
  /** The queries that are asked, each once, in order; `Item` alone where left out. */
  readonly asks?: readonly string[];
  /** Why a step that an unread part would prove as well may bear another time. */
  readonly datedOtherwise?: string;
  readonly set: (scene: Scene) => Promise<number>;
}

/** An issue with a record, and an open pull request that closes it. */
export async function begun({ world, run }: Scene, base = 'main'): Promise<number> {
  const issue = world.openIssue({ labels: ['bug'] });
  await run('issues', 'opened', { number: issue });
  world.assign(issue, 'hubot');
  if (base !== 'main') world.createBranch(base);
  const pull = world.openPull({ closes: [issue], author: 'hubot', base });
  await run('pull_request', 'opened', { pull });
  world.advance(60);
  return pull;
}

export async function green(scene: Scene, pull: number): Promise<void> {
  scene.world.check(pull, { name: 'build', conclusion: 'success' });
  scene.world.status(pull, 'deploy', 'success');
  scene.world.advance(60);
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
    async set(scene) {
      await green(scene, await begun(scene));
      return 1;
    },
  },
  {
    name: 'approved, as a rule asks',
    reviews: 1,
    async set(scene) {
      const pull = await begun(scene);
      await green(scene, pull);
      await scene.run('pull_request', 'synchronize', { pull });
      scene.world.review(pull, { state: 'changes_requested', by: 'octocat' });
      scene.world.dismissReview(pull, 'octocat');
      scene.world.review(pull, { state: 'approved', by: 'monalisa' });
      return 1;
    },
  },
  {
    name: 'merged, and closed by that',
    async set(scene) {
      const pull = await begun(scene);
      await green(scene, pull);
      scene.world.merge(pull);
      return 1;
    },
  },
  {
    name: 'merged while a check failed',
    async set(scene) {
      const pull = await begun(scene);
      scene.world.check(pull, { name: 'build', conclusion: 'failure' });
      scene.world.merge(pull);
      return 1;
    },
  },
  {
    name: 'reopened after a merge, with a second pull request',
    configured: true,
    async set(scene) {
      const pull = await begun(scene);
      await green(scene, pull);
      scene.world.merge(pull);
      await scene.run('issues', 'closed', { number: 1 });
      scene.world.advance(60);
      scene.world.reopenIssue(1);
      scene.world.advance(60);
      scene.world.openPull({ closes: [1], author: 'monalisa' });
      return 1;
    },
  },
  {
    name: 'closed by a commit',
    async set(scene) {
      const { world } = scene;
      world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      world.assign(1, 'hubot');
      const sha = world.putFile('a.txt', 'a');
      world.closeIssue(1, { closer: { kind: 'commit', sha } });
      return 1;
    },
  },
  {
    name: 'closed by hand while somebody has it',
    async set(scene) {
      scene.world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      scene.world.assign(1, 'hubot');
      scene.world.closeIssue(1);
      return 1;
    },
  },
  {
    name: 'linked by its keyword alone, among others that mention it',
    asks: ['Item', 'Pulls'],
    async set(scene) {
      const pull = await begun(scene, 'release');
      await green(scene, pull);
      for (const number of [1, 2, 3]) scene.world.openPull({ body: `See #1, part ${number}` });
      return 1;
    },
  },
  {
    name: 'from a linked branch',
    asks: ['Item', 'Pulls'],
    async set(scene) {
      const { world } = scene;
      world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      world.linkBranch(1, 'mend');
      const pull = world.openPull({ headRef: 'mend', body: 'Part of #1' });
      await green(scene, pull);
      return 1;
    },
  },
  {
    name: 'merged by the queue, with a check that ran again later',
    asks: ['Item', 'Attempts', 'Group'],
    datedOtherwise: "the head's own checks date it where the group's are not known",
    async set(scene) {
      const pull = await begun(scene);
      await green(scene, pull);
      const { sha } = scene.world.enqueue(pull);
      scene.world.check(sha, { name: 'build', event: 'merge_group', conclusion: 'success' });
      scene.world.advance(60);
      scene.world.merge(pull);
      scene.world.advance(60);
      scene.world.check(pull, { name: 'build', conclusion: 'failure' });
      return 1;
    },
  },
  {
    name: 'mentioned by many, and linked by the words of one',
    asks: ['Item', 'Texts', 'Pulls'],
    async set(scene) {
      const { world } = scene;
      world.createBranch('release');
      world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      for (let part = 0; part < 11; part += 1) world.openPull({ body: `See #1, part ${part}`, base: 'release' });
      await green(scene, world.openPull({ closes: [1], base: 'release' }));
      return 1;
    },
  },
  {
    name: 'set aside while a pull request is open',
    async set(scene) {
      await begun(scene);
      scene.world.closeIssue(1, { reason: 'not_planned' });
      return 1;
    },
  },
  {
    name: 'a pull request without an issue',
    settings: { track: 'all' },
    configured: true,
    async set(scene) {
      const pull = scene.world.openPull({ author: 'hubot' });
      await scene.run('pull_request', 'opened', { pull });
      await green(scene, pull);
      return pull;
    },
  },
];
