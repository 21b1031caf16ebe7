import { describe, expect, test } from 'vitest';
import { builtinLifecycle } from '../../../src/codec/lifecycle/builtin.ts';
import type { Facts } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import { trustedSha } from '../../../src/core/values/ids.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { recordAfter, request } from '../run-plan.ts';
import { at, someFacts } from '../sample-facts.ts';

const ACCEPTING = { ...LAW_DEFAULTS, unmergedClose: 'accept' } as const;
const TAKEN = someFacts({ issue: { assignees: ['octocat'] } });

/** What becomes of an item that was taken up, when it is closed so; steps with their flags. */
function closed(issue: Partial<NonNullable<Facts['issue']>>, settings = ACCEPTING, before = TAKEN) {
  const facts = someFacts({ issue: { state: 'closed', stateReason: 'completed', ...issue }, closedAt: at('09:00:00') });
  const { drafts, reason, outcome } = planItem(
    request({ facts, settings, record: recordAfter([before], { settings }) }),
  );
  const steps = drafts.flatMap((draft) => (draft.kind === 'transition' ? [[draft.to, ...draft.flags]] : []));
  return [outcome, reason, ...steps];
}

describe('unmerged-close: accept', () => {
  const assignees = ['octocat'];

  test('takes a close by hand with nothing merged, and says that nothing proves it', () => {
    expect(closed({ assignees })).toEqual(['transitioned', '', ['closed', 'unproven']]);
    expect(closed({ assignees }, LAW_DEFAULTS as typeof ACCEPTING)).toEqual(['rejected', 'gate_not_met']);
  });

  test('flags no close that is taken anyhow', () => {
    expect(closed({})).toEqual(['transitioned', '', ['closed']]);
    expect(closed({ assignees, stateReason: 'not_planned' })).toEqual(['transitioned', '', ['closed']]);
    expect(closed({}, ACCEPTING, someFacts())).toEqual(['transitioned', '', ['closed']]);
  });

  test('takes no close by a commit', () => {
    const closer = { kind: 'commit', sha: trustedSha('c'.repeat(40)), url: '', pulls: [] } as const;
    expect(closed({ assignees, closer })).toEqual(['rejected', 'gate_not_met']);
  });

  test('is a setting of standard: strict knows no such way out', () => {
    const lifecycle = builtinLifecycle('strict');
    const facts = someFacts({
      issue: { assignees, state: 'closed', stateReason: 'completed' },
      closedAt: at('09:00:00'),
    });
    const record = recordAfter([TAKEN], { lifecycle, settings: ACCEPTING });
    expect(planItem(request({ facts, lifecycle, settings: ACCEPTING, record })).outcome).toBe('rejected');
  });
});
