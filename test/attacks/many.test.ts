import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { EditFact } from '../../src/core/ports/reading.ts';
import type { VerifyGitHub } from '../../src/core/verify/findings/github-evidence.ts';
import { verifyItems } from '../../src/usecase/many/verify-items.ts';
import { nth } from './forge.ts';
import { type Scene, setScene, verifyPortsOver } from './scene.ts';
import { underReview } from './whole-life.ts';

const RECORDS = 1_000;
const ENTRIES = 20;
const MEGABYTE = 1024 * 1024;

/** Pushes and passes, until the record has that many entries. */
async function longLife(scene: Scene): Promise<number> {
  const { issue, pull } = await underReview(scene);
  while (scene.record(issue).head.seq < ENTRIES) {
    scene.world.push(pull);
    await scene.run('pull_request', 'synchronize', { pull });
    scene.world.check(pull, { conclusion: 'success' });
    await scene.run('workflow_run', 'completed', { pull });
  }
  return issue;
}

/** What GitHub said of one item, said of every number. */
async function echo(github: VerifyGitHub, issue: number): Promise<VerifyGitHub> {
  const reading = await github.read(issue);
  const evidence = await github.readEvidence(issue, { comment: nth(reading.comments, 0), pulls: [] });
  const kept: EditFact[] = [];
  for await (const revision of evidence.revisions) kept.push(revision);
  async function* again(): AsyncGenerator<EditFact> {
    for (const revision of kept) yield { ...revision };
  }
  return {
    ...github,
    read: async () => ({ ...structuredClone({ ...reading, facts: null }), facts: { ...reading.facts } }),
    readEvidence: async () => ({ ...evidence, revisions: again() }),
  };
}

test('a thousand records of twenty entries: one after the other, and memory stays flat', async () => {
  const scene = setScene();
  const issue = await longLife(scene);
  const ports = await verifyPortsOver(scene.github);
  const github = await echo(ports.github, issue);
  const verdicts = new Map<string, number>();
  const heap: number[] = [];
  let entries = 0;
  for await (const result of verifyItems({ ...ports, github }, numbers())) {
    if (result.kind !== 'verified') throw new Error(`not verified: ${JSON.stringify(result)}`);
    const found = result.verification;
    verdicts.set(found.verdict, (verdicts.get(found.verdict) ?? 0) + 1);
    entries += found.entries;
    if (entries % (100 * found.entries) === 0) heap.push(heapUsed());
  }
  expect(Object.fromEntries(verdicts)).toEqual({ PASS: RECORDS });
  expect(entries).toBeGreaterThanOrEqual(RECORDS * ENTRIES);
  expect(nth(heap, -1) - nth(heap, 1)).toBeLessThan(25 * MEGABYTE);
}, 120_000);

function* numbers(): Generator<number> {
  for (let number = 1; number <= RECORDS; number++) yield number;
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
