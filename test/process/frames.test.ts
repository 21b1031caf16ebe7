import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { buildAction } from '../../scripts/build.ts';
import { payload } from '../support/github/events.ts';
import { startFakeGitHub } from '../support/github/start.ts';
import { createWorld } from '../support/github/world/world.ts';
import { runStep } from '../support/run-step.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const TAP = pathToFileURL(join(ROOT, 'test', 'support', 'stack-tap.mjs')).href;

/** From the use case that plans to `fetch`; a function that only passes on is one too many. */
const MOST = 10;

/** By which stacks a create was sent: the one at the socket first, then where each promise on the way was made. */
async function stacksOfCreate(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(ROOT, 'node_modules', '.loopforge-frames-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'package.json'), '{"type":"module"}\n');
  await buildAction(join(folder, 'dist'), { sourcemap: true });
  const world = createWorld();
  const api = await startFakeGitHub({ world });
  onTestFinished(() => api.close());
  const issue = world.openIssue();
  const STACK_FILE = join(folder, 'stack');
  const NODE_OPTIONS = `--enable-source-maps --stack-trace-limit=500 --import=${TAP}`;
  const event = payload(world, 'issues', 'opened', { number: issue });
  const step = await runStep(join(folder, 'dist', 'main.js'), {
    ...{ eventName: 'issues', event, api },
    env: { STACK_FILE, NODE_OPTIONS },
  });
  expect(step.outputs).toMatchObject({ outcome: 'created' });
  return JSON.parse(await readFile(STACK_FILE, 'utf8'));
}

/** Our own frames, innermost first, as `file function`. */
function ownFrames(stack: string): readonly string[] {
  const own = /^ +at (?:async )?(?:(.*) \()?(?:file:\/\/)?[^ ]*?\/src\/([^ ]+?\.ts):\d+:\d+\)?$/;
  return stack.split('\n').flatMap((line) => {
    const [, name, file] = own.exec(line) ?? [];
    return file === undefined ? [] : [`${file} ${name ?? ''}`.trim()];
  });
}

test('between the plan and fetch stand few frames of our own', async () => {
  const stacks = (await stacksOfCreate()).filter((stack) => stack.includes('/@octokit/'));
  const wire = ownFrames(stacks.at(0) ?? '');
  const entry = ownFrames(stacks.at(-1) ?? '');
  const fetching = wire.slice(wire.findLastIndex((frame) => frame.startsWith('adapters/github/client/transport.ts')));
  const calling = entry.slice(
    0,
    entry.findIndex((frame) => frame.startsWith('usecase/item/run-item.ts')),
  );
  const frames = [...fetching, ...calling];
  expect(fetching.length, wire.join('\n')).toBeGreaterThan(0);
  expect(calling.map((frame) => frame.split(' ')[0])).toContain('usecase/write/commit.ts');
  expect(frames.length, frames.join('\n')).toBeLessThanOrEqual(MOST);
}, 60_000);
