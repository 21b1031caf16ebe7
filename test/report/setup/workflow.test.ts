import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { SAMPLE, verifyWorkflowText, workflowText } from '../../../src/report/setup/workflow.ts';

describe('the workflow that tracks', () => {
  test.each([
    [['CI']],
    [['CI', 'Lint and test']],
    [["It's #1: build", 'a, b', '[x]', '* star', '- dash', 'trailing ', '42', 'yes', 'Null', 'ü']],
    [['.github/workflows/ci.yml']],
  ])('listens to workflows by their very names: %j', (ciWorkflows) => {
    const { on } = parse(workflowText({ ...SAMPLE, ciWorkflows }));
    expect(on.workflow_run.workflows).toEqual(ciWorkflows);
  });

  test.each([
    ['main', 'main'],
    ['release/1.x', 'release/1.x'],
    ['on', 'on'],
    ['c++', 'c\\+\\+'],
  ])('is started by the branch %s, which no sign of a pattern changes', (defaultBranch, pattern) => {
    const { on } = parse(workflowText({ ...SAMPLE, defaultBranch }));
    expect(on.push.branches).toEqual([pattern]);
  });

  test('has a queue on github.com, and neither queue nor hosted runner on an enterprise server', () => {
    expect(parse(workflowText(SAMPLE)).jobs.loopforge).toMatchObject({
      'runs-on': 'ubuntu-latest',
      concurrency: { group: 'loopforge', queue: 'max' },
    });
    const { loopforge } = parse(workflowText({ ...SAMPLE, enterprise: true })).jobs;
    expect(loopforge['runs-on']).toBe('self-hosted');
    expect(loopforge).not.toHaveProperty('concurrency');
  });
});

test('the workflow that verifies may write nothing', () => {
  const { verify } = parse(verifyWorkflowText(SAMPLE)).jobs;
  expect(new Set(Object.values(verify.permissions))).toEqual(new Set(['read']));
});
