import { expect, test } from 'vitest';
import { verifyItems } from '../../src/usecase/many/verify-items.ts';
import { worthVerifying } from '../../src/usecase/many/worth-verifying.ts';
import { type Scene, setScene, verifyPortsOver } from './scene.ts';
import { wholeLife } from './whole-life.ts';

const ITEMS = 1_000;
const WHOLE_LIVES = 40;
const MOST_PER_ITEM = 6;

/** Mostly open issues with a pull request, records begun by a sweep; some lives from beginning to end. */
async function populate(scene: Scene): Promise<void> {
  const { world } = scene;
  for (let count = 0; count < WHOLE_LIVES; count++) await wholeLife(scene);
  for (let count = WHOLE_LIVES; count < ITEMS; count++) {
    const issue = world.openIssue();
    world.assign(issue, 'hubot');
    if (count % 2 === 0) world.check(world.openPull({ author: 'hubot', closes: [issue] }), { conclusion: 'success' });
  }
  await scene.run('schedule', null, {}, { kind: 'sweep' });
}

test('verifying a thousand items takes at most six requests an item', async () => {
  const scene = setScene({ limit: ITEMS, statusContext: 'loopforge' });
  await populate(scene);
  const ports = { ...(await verifyPortsOver(scene.github)), inputs: { statusContext: 'loopforge' } };
  const bulk = await scene.github.bulk();
  const before = scene.fake.requests.length;
  const kept = { since: null };
  const verdicts = new Map<string, number>();
  for await (const result of verifyItems({ ...ports, kept }, worthVerifying(bulk, { kept }))) {
    const verdict = result.kind === 'verified' ? result.verification.verdict : result.kind;
    verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  }
  const asked = scene.fake.requests.length - before;
  expect(Object.fromEntries(verdicts)).toEqual({ PASS: ITEMS });
  expect(asked / ITEMS).toBeLessThanOrEqual(MOST_PER_ITEM);
  // Figures for docs/performance.md.
  console.info(`${asked} requests for ${ITEMS} items: ${(asked / ITEMS).toFixed(2)} each`);
}, 600_000);
