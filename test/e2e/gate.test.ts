import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import { isRejection } from '../../src/core/record/kind.ts';
import { type GateServer, type Reply, startGateServer } from '../support/gate-server.ts';
import { openStage, type Stage, type StepOptions } from './stage.ts';
import { appendedBy, errorsOf, expectError, expectTold, resultsOf, warningsOf } from './told.ts';

const SECRET = `whsec_${Buffer.from('loopforge gate secret for the tests').toString('base64')}`;
const NO = { allow: false, reason: 'Not on a Friday.', reviewer: 'security' } as const;
const YES = { allow: true, reviewer: 'security' } as const;
const BROKEN = { status: 404, text: 'nobody here' } as const;
const RERUN = { GITHUB_RUN_ATTEMPT: '2' };

interface Gated extends Stage {
  readonly gate: GateServer;
  readonly issue: number;
  readonly pull: number;
  /** A run for this event, which signs what it asks. */
  readonly run: (name: string, action: string, options?: StepOptions) => ReturnType<Stage['event']>;
  readonly steps: () => readonly (string | null)[];
}

/** An issue with a green pull request, and a record that knows of neither check. */
async function gated(settings = ''): Promise<Gated> {
  const gate = await startGateServer();
  const stage = await openStage({ settings: `gate_url: ${gate.url}\n${settings}` });
  const issue = stage.world.openIssue();
  const pull = stage.world.openPull({ closes: [issue] });
  const run: Gated['run'] = (name, action, options = {}) =>
    stage.event(name, action, name === 'issues' ? { number: issue } : { pull }, {
      ...options,
      inputs: { 'gate-secret': SECRET, ...options.inputs },
    });
  expectTold(await run('pull_request', 'opened'), 'created task_queued pr_created ci_pending');
  stage.world.check(pull, { conclusion: 'success' });
  return { ...stage, gate, issue, pull, run, steps: () => stage.record(issue).transitions.map((one) => one.to_state) };
}

async function merged(settings?: string): Promise<Gated> {
  const stage = await gated(settings);
  stage.world.merge(stage.pull);
  return stage;
}

/** The checks of verify that do not hold; the runs of these tests are nowhere to be seen, and so are always among them. */
async function doubtedBy({ step, issue }: Gated): Promise<readonly (string | undefined)[]> {
  const { summary } = await step({ command: 'verify', issue: String(issue) });
  return [...summary.matchAll(/^\| `(\w+)` \| (?!holds)/gm)].map(([, name]) => name);
}

describe('a gate on `merged`', () => {
  test('that says yes is asked once, signed, with the step, the record and the item; the step says so', async () => {
    const stage = await merged();
    stage.gate.answer({ ...YES, reason: 'Looks fine.' });
    expectTold(await stage.run('pull_request', 'closed'), 'ci_passed merged closed');
    const [asked, ...more] = stage.gate.asked;
    expect(more).toEqual([]);
    expect(asked?.body).toMatchObject({
      loopforge: 'gate/1',
      transition: { from: 'ci_passed', to: 'merged', trigger: 'pr.merged', pr: stage.pull, cycle: 0 },
      record: { state: 'ci_pending', record_id: 'acme/widgets#1' },
      item: { number: stage.issue, url: expect.stringContaining('/issues/1') },
    });
    const { headers, text } = asked ?? { headers: {}, text: '' };
    expect(() => new Webhook(SECRET).verify(text, headers as Record<string, string>)).not.toThrow();
    expect(() => new Webhook(`whsec_${'x'.repeat(32)}`).verify(text, headers as Record<string, string>)).toThrow();
    expect(stage.record(stage.issue).transitions.at(-2)).toMatchObject({
      to_state: 'merged',
      metadata: { gate: 'allowed', gate_reviewer: 'security', gate_reason: 'Looks fine.' },
    });
  });

  test('that says no is red once, and is not asked again until somebody runs it again; a yes heals it', async () => {
    const stage = await merged('status_context: loopforge\n');
    stage.gate.answer(NO);
    const step = await stage.run('pull_request', 'closed');
    expectTold(step, 'ci_passed, red vetoed');
    expect(step.summary).toContain('said no to');
    expect(stage.comment(stage.issue).body).toContain('A guard said no');
    const [refusal] = appendedBy(step).filter(isRejection);
    const { headSha } = stage.world.pull(stage.pull);
    expect(refusal).toMatchObject({ cause: `vetoed|merged|${stage.pull}|${headSha}|0`, code: 'vetoed' });
    expect(refusal?.message).toContain('Not on a Friday.');
    expect(stage.world.state().statuses.at(-1)).toMatchObject({
      state: 'failure',
      description: `The guard \`security\` said no to \`merged\` of pull request ${stage.pull}: \`Not on a Friday.\`.`,
    });
    const later = await stage.run('issues', 'closed');
    expect(later).toMatchObject({ exitCode: 0, outputs: { outcome: 'unchanged', reason: 'already_recorded' } });
    expect(await stage.sweep()).toMatchObject({ exitCode: 0 });
    expect(stage.gate.asked).toHaveLength(1);
    expectTold(await stage.run('issues', 'closed', { env: RERUN }), '– (already_recorded)');
    expect(stage.gate.asked).toHaveLength(2);
    stage.gate.answer(YES);
    expectTold(await stage.run('issues', 'closed', { env: RERUN }), 'merged closed');
    expect(stage.world.state().statuses.at(-1)).toMatchObject({ state: 'success' });
    expect(await doubtedBy(stage)).toEqual(['runs']);
  });

  test('a veto that stands is no reason for verify to doubt the record, and a named run asks again', async () => {
    const stage = await merged();
    stage.gate.answer(NO);
    await stage.run('pull_request', 'closed');
    stage.world.advance(30 * 60 * 60);
    expect(await doubtedBy(stage)).toEqual(['runs']);
    stage.gate.answer(YES);
    const named = await stage.step({ command: 'track', issue: String(stage.issue), 'gate-secret': SECRET });
    expectTold(named, 'merged closed');
  });

  test('a veto that somebody changed is found', async () => {
    const stage = await merged();
    stage.gate.answer(NO);
    await stage.run('pull_request', 'closed');
    const { databaseId, body } = stage.comment(stage.issue);
    stage.world.editComment(databaseId, body.replaceAll('Not on a Friday.', 'Not on a Monday.'), { by: 'monalisa' });
    expect(await doubtedBy(stage)).toEqual(expect.arrayContaining(['chain', 'history']));
  });

  test('an override asks nobody, and works while the gate does not', async () => {
    const stage = await merged();
    stage.gate.answer(BROKEN);
    const override = { command: 'transition', issue: '1', to: 'merged', override: 'true', reason: 'Agreed by phone.' };
    const step = await stage.step(override);
    expect(step).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'transitioned', reason: 'overridden', state: 'closed' },
    });
    expect(stage.gate.asked).toEqual([]);
  });
});

describe('no answer', () => {
  test.each<[string, Reply]>([
    ['an error', BROKEN],
    ['no JSON', { status: 200, text: 'Yes.' }],
    ['JSON that is no answer', { status: 200, text: '{"allow":"yes"}' }],
    ['a list', { status: 200, text: '[true]' }],
    ['another success', { status: 204, text: '' }],
    ['a redirect', { status: 302, text: '', headers: { location: '/ask' } }],
  ])('is %s: the item fails, and nothing is recorded', async (_name, reply) => {
    const stage = await merged();
    const before = stage.comment(stage.issue).body;
    stage.gate.answer(reply);
    const step = await stage.run('pull_request', 'closed');
    expect(expectError(step, 'gate_unreachable')).toContain('The gate gave no answer about the step to merged');
    expect(stage.comment(stage.issue).body).toBe(before);
    expect(step.outputs.error).not.toContain('/ask');
    stage.gate.answer(YES);
    expectTold(await stage.run('issues', 'closed'), 'ci_passed merged closed');
  });

  test('with `gate_failure: open` takes the step, whose metadata and a warning say so', async () => {
    const stage = await merged('gate_failure: open\n');
    stage.gate.answer(BROKEN);
    const step = await stage.run('pull_request', 'closed');
    expectTold(step, 'ci_passed merged closed');
    expect(warningsOf(step)).toEqual([expect.stringContaining('The gate gave no answer about the step to merged')]);
    expect(stage.record(stage.issue).transitions.at(-2)?.metadata).toEqual({ gate: 'no answer' });
  });

  test('leaves verify in doubt of a record that waits for the gate, and no more than that', async () => {
    const stage = await merged();
    stage.gate.answer(BROKEN);
    await stage.run('pull_request', 'closed');
    stage.world.advance(30 * 60 * 60);
    const step = await stage.step({ command: 'verify', issue: String(stage.issue) });
    expect(step.outputs.verdict).toBe('INCONCLUSIVE');
    expect(step.summary).toContain('`missing_transition` (cannot be told)');
  });

  test('with `gate_failure: open` does not undo a no', async () => {
    const stage = await merged('gate_failure: open\n');
    stage.gate.answer(NO);
    await stage.run('pull_request', 'closed');
    stage.gate.answer(BROKEN);
    expectTold(await stage.run('issues', 'closed', { env: RERUN }), '– (already_recorded)');
  });

  test('is waited for three times in a run, and no more', async () => {
    const stage = await gated('gate_on: ci_passed\n');
    for (let more = 0; more < 3; more++) {
      const pull = stage.world.openPull({ closes: [stage.world.openIssue()] });
      stage.world.check(pull, { conclusion: 'success' });
    }
    stage.gate.answer(BROKEN);
    const step = await stage.sweep();
    expect(resultsOf(step).map(({ reason }) => reason)).toEqual(Array(4).fill('gate_unreachable'));
    expect(stage.gate.asked).toHaveLength(3);
    expect(errorsOf(step)).toContain('LoopForge: gate_unreachable');
  });

  test('to a fork’s event, which is given no secret to ask with, puts it off, green', async () => {
    const gate = await startGateServer();
    const stage = await openStage({ settings: `gate_url: ${gate.url}\ngate_on: pr_created\ngate_failure: open\n` });
    const issue = stage.world.openIssue();
    const pull = stage.world.openPull({ author: 'codertocat', fork: true, closes: [issue] });
    gate.answer({ status: 401, text: 'not signed' });
    const step = await stage.event('pull_request', 'opened', { pull });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'deferred', reason: 'read_only_token' } });
    expect(stage.marked(issue)).toEqual([]);
  });
});

describe('the gate is asked before the lock', () => {
  test('and again where the plan under it is another', async () => {
    const stage = await gated('gate_on: ci_passed\n');
    const push = (): void => {
      stage.world.push(stage.pull);
      stage.world.check(stage.pull, { conclusion: 'success' });
    };
    let pushes = 0;
    stage.gate.answer(() => {
      if (pushes++ === 0) push();
      return YES;
    });
    const step = await stage.run('workflow_run', 'completed');
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', state: 'ci_passed' } });
    expect(stage.gate.asked).toHaveLength(2);
    expect(stage.record(stage.issue).transitions.at(-1)).toMatchObject({
      to_state: 'ci_passed',
      sha: stage.world.pull(stage.pull).headSha,
    });
  });

  test('but not for ever', async () => {
    const stage = await gated('gate_on: ci_passed\n');
    stage.gate.answer(() => {
      stage.world.push(stage.pull);
      stage.world.check(stage.pull, { conclusion: 'success' });
      return YES;
    });
    const before = stage.comment(stage.issue).body;
    const step = await stage.run('workflow_run', 'completed');
    expectError(step, 'conflict');
    expect(stage.gate.asked).toHaveLength(3);
    expect(stage.comment(stage.issue).body).toBe(before);
  });

  test('and no lock is held meanwhile', async () => {
    const stage = await gated('gate_on: ci_passed\n');
    const locks: number[] = [];
    stage.gate.answer(() => {
      locks.push(stage.requests().filter((request) => request.includes('reactions')).length);
      return YES;
    });
    await stage.run('workflow_run', 'completed');
    expect(locks).toEqual([0]);
    expect(stage.requests().filter((request) => request.includes('reactions')).length).toBeGreaterThan(0);
  });
});

describe('a gate on an earlier state', () => {
  test('is asked anew about a new head; its no stops the merge by the status', async () => {
    const stage = await gated('gate_on: ci_passed\nstatus_context: loopforge\n');
    const status = () => stage.world.state().statuses.at(-1);
    stage.gate.answer(NO);
    expectTold(await stage.run('workflow_run', 'completed'), 'red vetoed');
    expect(status()?.state).toBe('failure');
    stage.world.push(stage.pull);
    stage.world.check(stage.pull, { conclusion: 'success' });
    stage.gate.answer(YES);
    expectTold(await stage.run('workflow_run', 'completed'), 'ci_passed');
    expect(status()).toMatchObject({ state: 'success', sha: stage.world.pull(stage.pull).headSha });
    expect(stage.gate.steps()).toEqual(['ci_pending→ci_passed', 'ci_pending→ci_passed']);
  });

  test('is asked about a claim, and refuses it', async () => {
    const stage = await gated('gate_on: task_queued\n');
    const issue = stage.world.openIssue();
    await stage.event('issues', 'opened', { number: issue });
    stage.gate.answer(NO);
    const claim = { command: 'transition', issue: String(issue), to: 'task_queued', 'gate-secret': SECRET };
    expectTold(await stage.step(claim), 'red vetoed');
    stage.gate.answer(YES);
    expectTold(await stage.step(claim), 'task_queued');
  });
});

test('a dry run asks nobody, and says that it would', async () => {
  const stage = await merged();
  const step = await stage.run('pull_request', 'closed', { inputs: { 'dry-run': 'true' } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned', reason: 'dry_run', state: 'closed' } });
  expect(step.annotations.map(({ message }) => message)).toContainEqual(
    expect.stringContaining('The gate would be asked before the step to `merged`'),
  );
  expect(stage.gate.asked).toEqual([]);
});
