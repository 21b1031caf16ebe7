import { describe, expect, test } from 'vitest';
import type { Transition } from '../../src/core/record/entry.ts';
import { trustedSha } from '../../src/core/values/ids.ts';
import type { Instant } from '../../src/core/values/instant.ts';
import { nth } from './forge.ts';
import { forge, type Kept, openKept, runRef, startRun, verify, withNote, withStep } from './kept.ts';
import { takenUp, underReview, wholeLife } from './whole-life.ts';

const OCTOCAT = { id: '583231', login: 'octocat', type: 'User' } as const;
const MONALISA = { id: '2257', login: 'monalisa', type: 'User' } as const;
const HUBOT = { id: '480938', login: 'hubot', type: 'User' } as const;
const NOWHERE = trustedSha('f'.repeat(40));

interface Item {
  readonly issue: number;
  readonly pull: number;
}

interface Forgery {
  readonly says: string;
  readonly set: (stage: Kept) => Promise<Item>;
  /** The step that is appended, by what GitHub shows by then. */
  readonly step: (stage: Kept, item: Item) => Partial<Transition>;
  readonly verdict: 'FAIL' | 'INCONCLUSIVE';
  readonly because: RegExp;
}

const at = (stage: Kept, moment: Instant) => ({
  evidence: { at: moment, facts: {}, checks: null },
  timestamp: stage.world.now(),
});

async function opened(stage: Kept): Promise<Item> {
  const issue = stage.world.openIssue({ author: 'codertocat' });
  await stage.run('issues', 'opened', { number: issue });
  return { issue, pull: 0 };
}

async function inReviewAt(stage: Kept, push: boolean): Promise<Item> {
  const item = await underReview(stage);
  stage.world.review(item.pull, { by: 'monalisa', state: 'approved' });
  if (!push) return item;
  stage.world.push(item.pull);
  stage.world.check(item.pull, { conclusion: 'success' });
  await stage.run('workflow_run', 'completed', { pull: item.pull });
  return item;
}

async function approved(stage: Kept): Promise<Item> {
  const item = await underReview(stage);
  stage.world.review(item.pull, { by: 'monalisa', state: 'approved' });
  await stage.run('pull_request_review', 'submitted', { pull: item.pull });
  return item;
}

async function checking(stage: Kept, conclusion: 'success' | 'failure'): Promise<Item> {
  stage.world.setProtection({ requiredChecks: ['build'], via: 'ruleset' });
  const issue = await takenUp(stage);
  const pull = stage.world.openPull({ author: 'hubot', closes: [issue] });
  await stage.run('pull_request', 'opened', { pull });
  stage.world.check(pull, { name: 'lint', conclusion: 'success' });
  stage.world.check(pull, { name: 'build', conclusion });
  stage.world.advance(30);
  return { issue, pull };
}

const checks = (stage: Kept, named: { readonly [name: string]: string }) => ({
  actor: null,
  evidence: { at: stage.world.now(), facts: { 'checks.ok': true, 'checks.state': 'success' }, checks: named },
});

const approval = { to_state: 'approved', trigger: 'review.approved', actor: MONALISA } as const;
const override = { source: 'override', trigger: 'workflow.asserted', metadata: { reason: 'It is urgent.' } } as const;
const claim = { to_state: 'ci_pending', source: 'asserted', trigger: 'workflow.asserted' } as const;

const FORGERIES: readonly Forgery[] = [
  {
    says: 'approved by a person who never reviewed',
    set: underReview,
    step: () => approval,
    verdict: 'FAIL',
    because: /approved by monalisa, and GitHub shows no such review/,
  },
  {
    says: 'approved for a head that nobody approved',
    set: (stage) => inReviewAt(stage, true),
    step: (stage, { pull }) => ({
      ...approval,
      ...at(stage, nth(stage.world.state().reviews, -1).submittedAt),
      pr: pull,
    }),
    verdict: 'FAIL',
    because: /approved for the head .* approvals of other commits only/,
  },
  {
    says: 'approved at another time',
    set: (stage) => inReviewAt(stage, false),
    step: (stage) => {
      stage.world.advance(300);
      return { ...approval, ...at(stage, stage.world.now()) };
    },
    verdict: 'FAIL',
    because: /GitHub shows no such review/,
  },
  {
    says: 'approved, as a claim of a workflow',
    set: underReview,
    step: () => ({ ...approval, ...{ source: 'asserted', trigger: 'workflow.asserted', actor: OCTOCAT } }),
    verdict: 'FAIL',
    because: /GitHub shows no such review/,
  },
  {
    says: 'passed, while a required check had failed',
    set: (stage) => checking(stage, 'failure'),
    step: (stage) => ({ to_state: 'ci_passed', trigger: 'ci.passed', ...checks(stage, { build: 'success' }) }),
    verdict: 'FAIL',
    because: /had passed, and GitHub shows .*"build" had not/,
  },
  {
    says: 'passed, and nothing of the required check that had failed',
    set: (stage) => checking(stage, 'failure'),
    step: (stage) => ({ to_state: 'ci_passed', trigger: 'ci.passed', ...checks(stage, { lint: 'success' }) }),
    verdict: 'FAIL',
    because: /had passed, and GitHub shows .*"build" had not/,
  },
  {
    says: 'failed, while the check had passed',
    set: (stage) => checking(stage, 'success'),
    step: (stage) => ({ to_state: 'ci_failed', trigger: 'ci.failed', ...checks(stage, { build: 'failure' }) }),
    verdict: 'FAIL',
    because: /had failed, and GitHub shows .*"build" had not/,
  },
  {
    says: 'merged by another hand',
    set: async (stage) => {
      const item = await approved(stage);
      stage.world.merge(item.pull, { by: 'hubot' });
      return item;
    },
    step: () => ({ to_state: 'merged', trigger: 'pr.merged', actor: MONALISA }),
    verdict: 'FAIL',
    because: /monalisa merged #\d, and GitHub says hubot/,
  },
  {
    says: 'merged with another head',
    set: async (stage) => {
      const item = await approved(stage);
      stage.world.merge(item.pull, { by: 'hubot' });
      return item;
    },
    step: () => ({ to_state: 'merged', trigger: 'pr.merged', actor: HUBOT, sha: NOWHERE }),
    verdict: 'FAIL',
    because: /merged with the head f{40}/,
  },
  {
    says: 'merged, as an override',
    set: approved,
    step: () => ({ to_state: 'merged', ...override, actor: OCTOCAT }),
    verdict: 'FAIL',
    because: /was merged, and GitHub shows that it was not/,
  },
  {
    says: 'closed by another hand',
    set: async (stage) => {
      const item = await opened(stage);
      stage.world.closeIssue(item.issue, { by: 'hubot', reason: 'not_planned' });
      return item;
    },
    step: () => ({ to_state: 'closed', trigger: 'issue.closed', actor: MONALISA }),
    verdict: 'FAIL',
    because: /was closed at .* by monalisa, and its timeline does not show that/,
  },
  {
    says: 'closed at another time',
    set: async (stage) => {
      const item = await opened(stage);
      stage.world.closeIssue(item.issue, { by: 'hubot', reason: 'not_planned' });
      stage.world.advance(60);
      return item;
    },
    step: () => ({ to_state: 'closed', trigger: 'issue.closed', actor: HUBOT }),
    verdict: 'FAIL',
    because: /was closed at .*, and its timeline does not show that/,
  },
  {
    says: 'taken up by another hand',
    set: async (stage) => {
      const item = await opened(stage);
      stage.world.assign(item.issue, 'hubot', { by: 'octocat' });
      return item;
    },
    step: () => ({ to_state: 'task_queued', trigger: 'issue.assigned', actor: MONALISA }),
    verdict: 'FAIL',
    because: /taken up at .* by monalisa, and GitHub says octocat/,
  },
  {
    says: 'taken up, and nobody is assigned',
    set: opened,
    step: () => ({ to_state: 'task_queued', trigger: 'issue.assigned', actor: MONALISA }),
    verdict: 'INCONCLUSIVE',
    because: /neither an assignment nor a pull request shows that/,
  },
  {
    says: 'proposed by another hand',
    set: async (stage) => {
      const issue = await takenUp(stage);
      return { issue, pull: stage.world.openPull({ author: 'hubot', closes: [issue] }) };
    },
    step: (stage, { pull }) => {
      const { headSha: sha, createdAt } = stage.world.pull(pull);
      const pr_url = `https://github.com/acme/widgets/pull/${pull}`;
      return {
        to_state: 'pr_created',
        trigger: 'pr.opened',
        actor: MONALISA,
        pr: pull,
        pr_url,
        sha: trustedSha(sha),
        ...at(stage, createdAt),
      };
    },
    verdict: 'FAIL',
    because: /#\d was opened by monalisa, and GitHub says hubot/,
  },
  {
    says: 'a claim by somebody whose run it is not',
    set: underReview,
    step: (stage) => ({ ...claim, actor: MONALISA, run: runRef(startRun(stage, { by: 'octocat' })) }),
    verdict: 'FAIL',
    because: /is by monalisa .*, and the workflow run that it names .* was started by octocat/,
  },
  {
    says: "an override in the maintainer's name, with a run of somebody else",
    set: underReview,
    step: (stage) => ({
      ...override,
      to_state: 'approved',
      actor: OCTOCAT,
      run: runRef(startRun(stage, { by: 'hubot' })),
    }),
    verdict: 'FAIL',
    because: /is by octocat .*, and the workflow run that it names .* was started by hubot/,
  },
  {
    says: 'an override that names no run',
    set: underReview,
    step: () => ({ ...override, to_state: 'approved', actor: OCTOCAT, run: null }),
    verdict: 'INCONCLUSIVE',
    because: /is an override, and names no workflow run/,
  },
  {
    says: 'an override that names a run which was over',
    set: underReview,
    step: (stage) => {
      const run = startRun(stage, { event: 'push' });
      const { branches } = stage.world.state();
      stage.world.check(branches.get('main') ?? '', {
        workflow: 'loopforge',
        event: 'push',
        name: 'loopforge',
        conclusion: 'success',
      });
      stage.world.advance(600);
      return { ...override, to_state: 'approved', actor: OCTOCAT, run: runRef(run) };
    },
    verdict: 'FAIL',
    because: /was over: it ended at/,
  },
  {
    says: 'an override that names an attempt which never was',
    set: underReview,
    step: (stage) => ({ ...override, to_state: 'approved', actor: OCTOCAT, run: runRef(startRun(stage, {}), 2) }),
    verdict: 'FAIL',
    because: /names attempt 2 of the workflow run/,
  },
  {
    says: 'an override by a workflow that does not use LoopForge',
    set: async (stage) => {
      stage.world.putFile('.github/workflows/ci.yml', 'jobs: {}\n');
      return underReview(stage);
    },
    step: (stage) => ({
      ...override,
      to_state: 'approved',
      actor: OCTOCAT,
      run: runRef(startRun(stage, { workflow: 'ci' })),
    }),
    verdict: 'INCONCLUSIVE',
    because:
      /written by a run of \.github\/workflows\/ci\.yml, and no such workflow on the default branch mentions LoopForge/,
  },
  {
    says: 'an override by a workflow that only a branch has',
    set: underReview,
    step: (stage, { pull }) => {
      const run = stage.world.startRun(pull, { workflow: 'mine', event: 'push', newRun: true, by: 'octocat' });
      return { ...override, to_state: 'approved', actor: OCTOCAT, run: runRef(run) };
    },
    verdict: 'INCONCLUSIVE',
    because: /mine\.yml, and no such workflow on the default branch mentions LoopForge/,
  },
];

describe('a step that another workflow appended, with the same token', () => {
  test.each(FORGERIES)('$says', async ({ set, step, verdict, because }) => {
    const stage = await openKept();
    const item = await set(stage);
    const change = step(stage, item);
    forge(stage, item.issue, (open) => withStep(open, stage.world.now(), change));
    const found = await verify(stage, item.issue);
    expect({ verdict: found.verdict, codes: found.codes }, found.text).toMatchObject({
      verdict,
      codes: expect.arrayContaining(['not_corroborated']),
    });
    expect(found.text).toMatch(because);
  });
});

describe('a note that another workflow appended', () => {
  test.each([
    ['reproved', 'not_corroborated', /a gate holds anew for .*, and the entries before it are about that already/],
    ['late_evidence', 'illegal_step', /settles a provisional step, and there is none/],
    ['adopted', 'illegal_step', /does not follow its birth/],
    ['merge_judged', 'not_corroborated', /was merged, and GitHub shows that it was not/],
  ] as const)('%s', async (kind, code, because) => {
    const stage = await openKept();
    const { issue } = await approved(stage);
    forge(stage, issue, (open) => withNote(open, stage.world.now(), kind));
    const found = await verify(stage, issue);
    expect(found, found.text).toMatchObject({ verdict: 'FAIL', codes: expect.arrayContaining([code]) });
    expect(found.text).toMatch(because);
  });
});

describe('the same over all records', () => {
  test.each(FORGERIES.filter(({ says }) => /override|claim/.test(says)))(
    '$says',
    async ({ set, step, verdict, because }) => {
      const stage = await openKept();
      const item = await set(stage);
      const change = step(stage, item);
      forge(stage, item.issue, (open) => withStep(open, stage.world.now(), change));
      const found = await verify(stage, null);
      expect(found.verdict, found.text).toBe(verdict);
      expect(found.text).toMatch(because);
    },
  );

  test('and where it was long ago', async () => {
    const stage = await openKept();
    const { issue } = await underReview(stage);
    const run = runRef(startRun(stage, { by: 'hubot' }));
    forge(stage, issue, (open) => withStep(open, stage.world.now(), { ...claim, actor: OCTOCAT, run }));
    stage.world.advance(30 * 24 * 3600);
    expect((await verify(stage, null)).text).toMatch(/was started by hubot/);
  });
});

describe('what happens honestly', () => {
  test.each(['', 'env: {}\n# uses LoopForge\n'])('passes (workflow file: %j)', async (workflow) => {
    const stage = await openKept();
    if (workflow !== '') stage.world.putFile('.github/workflows/loopforge.yml', workflow);
    const { issue } = await wholeLife(stage);
    expect(await verify(stage, issue)).toMatchObject({ verdict: 'PASS', codes: [] });
    expect(await verify(stage, null)).toMatchObject({ verdict: 'PASS', codes: [] });
  });

  test('an override by who started its run passes, also when the run is tried again by another', async () => {
    const stage = await openKept();
    const { issue } = await underReview(stage);
    const run = startRun(stage, { event: 'push', by: 'octocat' });
    const inputs = { command: 'transition', to: 'approved', override: 'true', reason: 'Urgent.', issue: String(issue) };
    await stage.step(inputs, { env: { GITHUB_RUN_ID: String(run) } });
    expect(stage.record(issue).state).toBe('approved');
    expect((await verify(stage, issue)).verdict).toBe('PASS');
  });

  test('a check that fails later says nothing of then', async () => {
    const stage = await openKept();
    const { issue, pull } = await underReview(stage);
    stage.world.advance(60);
    stage.world.check(pull, { conclusion: 'failure' });
    expect((await verify(stage, issue)).verdict).toBe('PASS');
  });
});

describe('runs that GitHub does not keep any more', () => {
  test('are counted, and have no say', async () => {
    const stage = await openKept();
    const { issue } = await wholeLife(stage);
    dropRuns(stage);
    stage.world.advance(60);
    const early = await verify(stage, issue);
    expect(early).toMatchObject({ verdict: 'INCONCLUSIVE', codes: ['not_corroborated'] });
    stage.world.advance(100 * 24 * 3600);
    const late = await verify(stage, issue);
    expect(late).toMatchObject({ verdict: 'PASS', codes: [] });
    expect(late.step.summary).toMatch(/`runs` \| did not run: expired: GitHub does not keep \d+ of them any more/);
  });
});

function dropRuns({ world }: Kept): void {
  const state = world.hub.read();
  const repos = new Map([...state.repos].map(([name, repo]) => [name, { ...repo, runs: [], checks: [], suites: [] }]));
  world.hub.write({ ...state, repos });
}
