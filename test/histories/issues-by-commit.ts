import { type Life, watch } from './issues.ts';
import { opensPull } from './pulls.ts';
import { DAY, HOUR, ITEM, MINUTE, type Stage } from './stage.ts';

const CLOSED = 0.93;
const BY_COMMIT = 0.03 * CLOSED;

/** Issues that a commit on the default branch closes, or the work of another repository. */
export const BY_COMMIT_LIVES: readonly Life[] = [
  {
    name: 'closed by a commit before the merge shows',
    share: 0.41 * BY_COMMIT,
    begin: (stage) => byMerge(stage, 'before'),
  },
  {
    name: 'closed by a commit after the merge shows',
    share: 0.4 * BY_COMMIT,
    begin: (stage) => byMerge(stage, 'after'),
  },
  { name: 'closed by a commit that no pull request holds', share: 0.19 * BY_COMMIT, begin: byPush },
  { name: 'closed by another repository', share: 0.01 * CLOSED, begin: byAnotherRepository },
];

/** The commit message says so, not the pull request; GitHub closes the issue and shows the merge in either order. */
function byMerge(stage: Stage, order: 'before' | 'after'): void {
  const { dice, world } = stage;
  stage.in(stage.some(HOUR, 10 * DAY), () => {
    const pull = opensPull(stage, 'open', { body: 'Mends it.', base: 'main', author: 'hubot', fork: false });
    stage.in(stage.some(4 * HOUR, 3 * DAY), () => {
      const closer = { kind: 'commit', sha: world.pull(pull).headSha } as const;
      const close = (): void => {
        world.closeIssue(ITEM, { closer, by: 'octocat' });
        stage.deliver('issues.closed', { after: 1 });
      };
      const merge = (): void => {
        world.merge(pull);
        stage.deliver('pull_request.closed', { pull, after: 1 });
      };
      const [first, second] = order === 'before' ? [close, merge] : [merge, close];
      first();
      stage.in(dice.between(1, 4), second);
    });
  });
}

function byPush(stage: Stage): void {
  stage.in(stage.some(MINUTE, 10 * DAY), () => {
    const sha = stage.world.putFile('README.md', 'mended');
    stage.world.closeIssue(ITEM, { closer: { kind: 'commit', sha } });
    stage.deliver('issues.closed');
  });
}

/** A pull request of a neighbour closes it: of the same owner, or of another one. */
function byAnotherRepository(stage: Stage): void {
  const { dice, world } = stage;
  const other = world.repository(dice.chance(0.7) ? 'acme/gadgets' : 'umbrella/gadgets');
  stage.in(stage.some(HOUR, 10 * DAY), () => {
    const pull = other.openPull({ body: `Closes ${world.repo}#${ITEM}` });
    stage.in(stage.some(HOUR, 2 * DAY), () => {
      other.merge(pull);
      watch(
        stage,
        () => world.issue(ITEM).state === 'closed',
        () => stage.deliver('issues.closed'),
      );
    });
  });
}
