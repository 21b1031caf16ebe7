import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildAction } from '../../scripts/build.ts';
import { openStage, type Stage } from '../e2e/stage.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { runStep } from '../support/run-step.ts';
import type { StepResult } from '../support/step.ts';

const NEW_FLAG = 'sealed_by_hand';

/** What a newer release has: one flag more, which its steps have. */
const NEWER: Plugin = {
  name: 'a newer release',
  setup: (builder) => {
    const plant = (filter: RegExp, from: string, to: string): void => {
      builder.onLoad({ filter }, async ({ path }) => {
        const text = await readFile(path, 'utf8');
        if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
        return { contents: text.replace(from, to), loader: 'ts' };
      });
    };
    plant(/core\/values\/words\.ts$/, "'elsewhere'] as const", `'elsewhere', '${NEW_FLAG}'] as const`);
    plant(
      /report\/standing\/entry-words\.ts$/,
      '  elsewhere: {',
      `  ${NEW_FLAG}: { word: 'sealed', says: 'by hand' },\n  elsewhere: {`,
    );
    plant(/core\/plan\/steps\/drafts\.ts$/, 'const flags: Flag[] = [];', `const flags: Flag[] = ['${NEW_FLAG}'];`);
  },
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join('node_modules', '.loopforge-newer-'));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  await buildAction(join(process.cwd(), folder, 'dist'), { plugins: [NEWER] });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The newer bundle takes part in the same repository. */
function newer(stage: Stage, ...[name, action, about]: Parameters<Stage['event']>): Promise<StepResult> {
  stage.world.advance(20);
  const event = stage.payload(name, action, about);
  const env = { GITHUB_RUN_ID: '9501' };
  return runStep(join(folder, 'dist', 'main.js'), {
    eventName: name,
    event,
    env,
    token: GITHUB_TOKEN,
    api: stage.fake,
  });
}

test('an older bundle meets a newer record and back: nothing is written over, and it says why', async () => {
  const stage = await openStage({ as: 'bundle' });
  const issue = stage.world.openIssue();
  expect((await stage.event('issues', 'opened', { number: issue })).outputs.outcome).toBe('created');
  // The newer one goes on with what the older one wrote.
  stage.world.assign(issue, 'hubot');
  expect((await newer(stage, 'issues', 'assigned', { number: issue })).outputs.outcome).toBe('transitioned');
  expect(stage.comment(issue).body).toContain(NEW_FLAG);
  // The older one leaves that alone, whatever happens.
  const { body } = stage.comment(issue);
  const pull = stage.world.openPull({ closes: [issue] });
  for (const step of [await stage.event('pull_request', 'opened', { pull }), await stage.sweep()]) {
    expect(step.exitCode).toBe(0);
    expect(JSON.stringify(step.outputs)).toContain('newer_record');
    expect(step.annotations.map(({ message }) => message).join()).toMatch(
      /written by a newer LoopForge.*sealed_by_hand/,
    );
    expect(stage.requests().filter((request) => !request.startsWith('GraphQL'))).toEqual([]);
    expect(stage.comment(issue).body).toBe(body);
  }
  const asserted = { to: 'pr_created', issue: String(issue), reason: 'By hand' };
  const forced = await stage.step({ command: 'transition', ...asserted, override: 'true' });
  expect([forced.exitCode, forced.outputs.reason]).toEqual([1, 'record_unreadable']);
  expect(forced.outputs.error).toContain('Update the action');
  const verified = await stage.step({ command: 'verify', issue: String(issue) });
  expect(verified.outputs.verdict).toBe('INCONCLUSIVE');
  expect(verified.summary).toContain('unknown_kind');
  expect(stage.comment(issue).body).toBe(body);
  // And the newer one catches up.
  const after = await newer(stage, 'pull_request', 'synchronize', { pull });
  expect(after.outputs).toMatchObject({ outcome: 'transitioned', state: 'ci_pending' });
});
