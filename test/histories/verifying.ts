import { releasedLifecycle } from '../../src/codec/lifecycle/released-lifecycles.ts';
import type { Plan } from '../../src/core/plan/plan-types.ts';
import { checkCompleteness } from '../../src/core/verify/completeness.ts';
import { happenedIn, type Replay } from './replay.ts';

/**
 * What verifying misses in the record right after the last run, where it should miss nothing. A merge of which too
 * little can be read leaves doubt; so does one that nobody saw before the item was reopened, where events were lost.
 */
export function missed(replay: Replay, again: Plan): readonly string[] {
  const { run, kept } = replay;
  const scene = happenedIn(replay).at(-1)?.scene;
  const record = run?.record ?? null;
  if (run === null || record === null || scene === undefined) return [];
  const { lifecycle } = run;
  const held = { facts: again.situation.facts, plan: again, lifecycle, lifecycleOf: releasedLifecycle, now: scene.now };
  const mayDoubt = kept !== 'all' || again.outcome === 'deferred' || again.unjudged.length > 0;
  return checkCompleteness(record, held)
    .filter(({ gravity }) => !(mayDoubt && gravity === 'inconclusive'))
    .map(({ gravity, message }) => `${gravity}: ${message}`);
}
