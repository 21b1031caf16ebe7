import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { example } from '../codec/event-examples.ts';
import { runAction } from '../support/run-action.ts';

// The bundle as the runner starts it, in runs that end before anything is asked of GitHub: port 9 answers nobody.

const opened = example('issues', 'opened', { issue: { number: 42 } });

describe('the built action', () => {
  test('ignores an event without an item, green, and masks the token', async () => {
    const step = await runAction({ eventName: 'discussion', event: { action: 'created' }, token: 'secret-token' });
    expect(step).toMatchObject({ exitCode: 0, stderr: '', masks: ['secret-token'], summary: '', recordFile: null });
    expect(step.outputs).toMatchObject({
      outcome: 'ignored',
      reason: 'event_not_mapped',
      changed: 'false',
      count: '0',
    });
    expect(step.annotations).toMatchObject([{ name: 'notice', title: 'LoopForge: event_not_mapped' }]);
  });

  test.each([
    ['a misspelt input', { inputs: { 'on-invald': 'warn' } }, 'input_invalid', 'did you mean "on-invalid"?'],
    ['a metadata that is no map', { inputs: { metadata: '- a' } }, 'input_invalid', '"metadata"'],
    ['an unknown command', { inputs: { command: 'sync' } }, 'input_invalid', '"command"'],
    ['a broken event file', { event: '{"action":' }, 'event_invalid', 'it is not JSON'],
    ['a payload of another event', { eventName: 'push' }, 'event_invalid', '"ref"'],
    ['no token', { token: '' }, 'token_missing', '"github-token" is empty'],
    ['no event file', { env: { GITHUB_EVENT_PATH: undefined } }, 'event_invalid', 'GITHUB_EVENT_PATH'],
    ['no repository', { env: { GITHUB_REPOSITORY: undefined } }, 'event_invalid', 'GITHUB_REPOSITORY'],
  ])('%s ends red in one error that says what to do', async (_, change, code, part) => {
    const step = await runAction({ eventName: 'issues', event: opened, ...change });
    expect(step.exitCode).toBe(1);
    expect(step.stderr).toBe('');
    expect(step.outputs).toMatchObject({ outcome: 'failed', reason: code, results: '[]' });
    expect(step.annotations).toMatchObject([{ name: 'error', title: `LoopForge: ${code}` }]);
    expect(step.annotations[0]?.message).toContain(part);
  });

  test('shows the stack only when it is asked to debug', async () => {
    const broken = { eventName: 'issues', event: '{' };
    const quiet = await runAction(broken);
    const loud = await runAction({ ...broken, env: { RUNNER_DEBUG: '1' } });
    expect(quiet.stdout).not.toContain('::debug::');
    expect(loud.stdout).toMatch(/::debug::.*LoopForgeError.*SyntaxError/);
  });

  test('says nothing in its post step', async () => {
    const step = await runAction({ eventName: 'issues', event: opened, post: { state: {} } });
    expect(step).toMatchObject({ exitCode: 0, stdout: '', stderr: '', outputs: {} });
  });

  test('carries the licences of what is in it', () => {
    const bundle = inject('bundle');
    const text = bundle.kind === 'built' ? readFileSync(join(bundle.folder, 'licenses.txt'), 'utf8') : '';
    for (const name of ['@actions/core', '@actions/expressions', '@octokit/core', 'yaml']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.`, 'm'));
    }
    expect(text).toContain('Permission is hereby granted');
  });
});
