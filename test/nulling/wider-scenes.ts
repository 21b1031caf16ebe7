import { trustedSha } from '../../src/core/values/ids.ts';
import type { Scene } from '../attacks/scene.ts';
import { takenUp, underReview, wholeLife } from '../attacks/whole-life.ts';
import { begun, green, type Kind } from './scenes.ts';

const DAY = 24 * 3600;

/** Items that are read by more than the first query: page by page, by their commit, and from old bodies of the record. */
const READ_FURTHER: readonly Kind[] = [
  {
    name: 'closed long ago, without a record',
    async set({ world }) {
      const issue = world.openIssue();
      world.assign(issue, 'hubot');
      world.closeIssue(issue);
      world.advance(10 * DAY);
      return issue;
    },
  },
  {
    name: 'found by the commit that it was merged with',
    asks: ['Commit'],
    async set(scene) {
      const pull = await begun(scene);
      await green(scene, pull);
      scene.world.merge(pull);
      return pull;
    },
    deed: (pull, { world }) => {
      const sha = trustedSha(world.pull(pull).mergeCommitSha ?? '');
      return { kind: 'track', target: { kind: 'commit', sha, branch: null } };
    },
  },
  {
    name: "found by the branch of a fork, among others' of that name",
    shortPages: true,
    asks: ['Commit', 'BranchPulls', 'Item', 'Checks'],
    async set(scene) {
      const { world } = scene;
      world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      const pull = world.openPull({ closes: [1], author: 'codertocat', fork: true, headRef: 'patch-1' });
      world.openPull({ author: 'monalisa', fork: true, headRef: 'patch-1', body: '' });
      await green(scene, pull);
      return pull;
    },
    deed: (pull, { world }) => ({
      kind: 'track',
      target: { kind: 'commit', sha: trustedSha(world.pull(pull).headSha), branch: 'patch-1' },
    }),
  },
  {
    name: 'found by a commit that two pull requests hold',
    shortPages: true,
    once: true,
    asks: ['Commit', 'CommitPulls', 'Checks', 'Item'],
    async set(scene) {
      const { world } = scene;
      const pull = await begun(scene);
      const sha = world.push(pull);
      world.push(world.openPull({ author: 'monalisa', body: '' }), { sha });
      await green(scene, pull);
      return pull;
    },
    deed: (pull, { world }) => ({
      kind: 'track',
      target: { kind: 'commit', sha: trustedSha(world.pull(pull).headSha), branch: null },
    }),
  },
  {
    name: 'merged by the queue, with checks that take pages',
    shortPages: true,
    once: true,
    asks: ['Item', 'Checks', 'Attempts', 'Group', 'CommitChecks'],
    datedOtherwise: "the head's own checks date it where the group's are not known",
    async set(scene) {
      const { world } = scene;
      const pull = await begun(scene);
      await green(scene, pull);
      const { sha } = world.enqueue(pull);
      for (const name of ['lint', 'build']) world.check(sha, { name, event: 'merge_group', conclusion: 'success' });
      world.advance(60);
      world.merge(pull);
      world.advance(60);
      world.check(pull, { name: 'build', conclusion: 'failure' });
      return 1;
    },
  },
  {
    name: 'assigned, mentioned and checked so often that each list takes pages',
    shortPages: true,
    asks: ['Item', 'Events', 'Pulls', 'Checks'],
    async set(scene) {
      const { world } = scene;
      world.createBranch('release');
      world.openIssue();
      await scene.run('issues', 'opened', { number: 1 });
      world.assign(1, 'hubot');
      world.assign(1, 'monalisa');
      await green(scene, world.openPull({ closes: [1], base: 'release' }));
      world.openPull({ body: 'See #1' });
      return 1;
    },
  },
  {
    name: 'recorded in a comment behind others',
    shortPages: true,
    asks: ['Item', 'Checks', 'Comments'],
    async set(scene) {
      const { world } = scene;
      world.openIssue();
      world.comment(1, 'First!', { by: 'codertocat' });
      await scene.run('issues', 'opened', { number: 1 });
      await green(scene, world.openPull({ closes: [1] }));
      world.comment(1, 'Last!', { by: 'codertocat' });
      return 1;
    },
  },
  {
    name: 'not recorded yet, with a comment of the bot that the bot edited',
    asks: ['Item', 'Beginnings'],
    async set({ world }) {
      world.assign(world.openIssue(), 'hubot');
      const talk = world.comment(1, 'Coverage: 80 %', { by: 'github-actions', app: 'github-actions' });
      world.editComment(talk, 'Coverage: 90 %', { by: 'github-actions' });
      return 1;
    },
  },
  {
    name: 'recorded in a comment that was overwritten from a stale copy',
    asks: ['Item', 'Edits'],
    async set(scene) {
      await begun(scene);
      const { databaseId, edits } = scene.comment(1);
      const stale = edits.at(-2)?.body ?? '';
      scene.world.editComment(databaseId, stale, { by: 'github-actions' });
      return 1;
    },
  },
];

/** All items of a repository, as a sweep sees them. */
const SWEPT: readonly Kind[] = [
  {
    name: 'one of those that a sweep looks at',
    shortPages: true,
    asks: ['SweepIssues', 'Item', 'Checks', 'SweepPulls'],
    async set(scene) {
      const { world } = scene;
      const pull = await begun(scene);
      await green(scene, pull);
      world.openIssue();
      world.assign(world.openIssue(), 'hubot');
      const closed = world.openIssue();
      await scene.run('issues', 'opened', { number: closed });
      world.closeIssue(closed, { reason: 'not_planned' });
      return 1;
    },
    deed: () => ({ kind: 'sweep' }),
    once: true,
  },
];

/** All items of a repository, as an export sees them. */
const LISTED: readonly Kind[] = [
  {
    name: 'one of those whose records are listed',
    asks: ['ListIssues', 'ListPulls'],
    async set(scene) {
      await begun(scene);
      scene.world.openIssue();
      scene.world.comment(1, 'Looks good.', { by: 'codertocat' });
      return 1;
    },
    deed: (number) => ({ kind: 'list', numbers: [number, number + 1, number + 2] }),
    once: true,
  },
];

const verifying = (number: number) => ({ kind: 'verify', number }) as const;

/** Records that are verified: in order, incomplete, forged, gone, and none at all. */
const VERIFIED: readonly Kind[] = [
  {
    name: 'verified, closed, reopened and closed again',
    shortPages: true,
    asks: ['Item', 'Evidence', 'Timeline', 'Revisions'],
    async set(scene) {
      const { world } = scene;
      const issue = await takenUp(scene);
      world.closeIssue(issue, { reason: 'not_planned' });
      await scene.run('issues', 'closed', { number: issue });
      world.advance(60);
      world.reopenIssue(issue);
      await scene.run('issues', 'reopened', { number: issue });
      world.advance(60);
      world.closeIssue(issue, { reason: 'not_planned' });
      await scene.run('issues', 'closed', { number: issue });
      return issue;
    },
    deed: verifying,
    once: true,
  },
  {
    name: 'verified, with a merge that nobody judged',
    asks: ['Item', 'Evidence'],
    async set(scene) {
      const { issue } = await wholeLife(scene);
      const second = scene.world.openPull({ closes: [issue] });
      scene.world.merge(second);
      scene.world.advance(3 * DAY);
      return issue;
    },
    deed: verifying,
    once: true,
  },
  {
    name: 'verified, with a review that was dismissed and a stranger as editor',
    asks: ['Item', 'Evidence'],
    async set(scene) {
      const { issue, pull } = await underReview(scene);
      scene.world.review(pull, { by: 'monalisa', state: 'approved' });
      await scene.run('pull_request_review', 'submitted', { pull });
      scene.world.dismissReview(pull, 'monalisa');
      const { databaseId, body } = scene.comment(issue);
      scene.world.editComment(databaseId, body.replaceAll('approved', 'merged'), { by: 'monalisa' });
      return issue;
    },
    deed: verifying,
    once: true,
  },
  {
    name: 'verified, with runs of a workflow that does not use LoopForge',
    asks: ['Item', 'Evidence', 'Text'],
    async set(scene) {
      scene.world.putFile('.github/workflows/loopforge.yml', 'name: Something else');
      return takenUp(scene);
    },
    deed: (number) => ({ ...verifying(number), runs: true }),
    once: true,
  },
  {
    name: 'verified, with its record deleted',
    asks: ['Item', 'Evidence'],
    async set(scene: Scene) {
      const { issue } = await wholeLife(scene);
      scene.world.deleteComment(scene.comment(issue).databaseId, { by: 'monalisa' });
      return issue;
    },
    deed: verifying,
    once: true,
  },
];

export const WIDER_KINDS: readonly Kind[] = [...READ_FURTHER, ...SWEPT, ...LISTED, ...VERIFIED];
