import { expect, test } from 'vitest';
import { defineLifecycle } from '../../../src/codec/lifecycle/define-lifecycle.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { assertion, carriedOut, recordAfter, request, stepsOf } from '../run-plan.ts';
import { aCheck, aMergedPull, aPull, someFacts } from '../sample-facts.ts';

test('an assertion on an item that is adopted is not dropped', () => {
  const facts = someFacts({ issue: { state: 'closed' }, closedAt: '2020-01-01T00:00:00Z' });
  const made = planItem(
    request({ facts, occasion: 'named', assertion: assertion('merged', { override: true, reason: 'x' }) }),
  );
  expect([made.outcome, made.reason, stepsOf(made)]).not.toEqual(['created', 'adopted', ['closed', 'note adopted']]);
  expect(made.refused).toBe(true);
});
test('with begin: task_queued, asserting task_queued begins the record', () => {
  const made = planItem(
    request({
      occasion: 'named',
      settings: { ...LAW_DEFAULTS, begin: 'task_queued' },
      assertion: assertion('task_queued'),
    }),
  );
  expect(stepsOf(made)).toEqual(['issue_created', 'task_queued']);
});
test('a state that only an event shows stays after that event', () => {
  const lifecycle = defineLifecycle({
    name: 'said',
    initial: 'quiet',
    states: {
      quiet: { when: true, to: { said: {} } },
      said: { when: "github.event.comment.body == '/done'", on: 'issue_comment.created', to: { quiet: {} } },
    },
  });
  const event = { name: 'issue_comment', action: 'created', sender: null, payload: { comment: { body: '/done' } } };
  const born = recordAfter([someFacts()], { lifecycle });
  const one = request({ lifecycle, event, record: born });
  const record = carriedOut(one, planItem(one));
  expect(record?.state).toBe('said');
  expect(stepsOf(planItem(request({ lifecycle, record })))).toEqual([]);
});
test('late is about the proof, not about when an entry before it was made', () => {
  const hidden = someFacts({ pulls: UNAVAILABLE });
  const one = request({ facts: hidden, record: recordAfter([hidden]), assertion: assertion('task_queued') });
  const record = carriedOut(one, planItem(one));
  const merged = someFacts({ pulls: [aMergedPull({ checks: [aCheck()] })] });
  const made = planItem(request({ facts: merged, record }));
  expect(made.drafts.map((d) => d.flags)).toEqual(made.drafts.map(() => []));
});
test('a check named like an inherited property is kept as evidence', () => {
  const record = recordAfter([someFacts({ pulls: [aPull({ checks: [aCheck({ name: 'constructor' })] })] })]);
  expect(Object.keys(record.ci_status)).toEqual(['constructor']);
});
test('an id that is taken is not the end of create', async () => {
  let n = 0;
  const ids = [1, 1, 2];
  const random = (size: number): Uint8Array => new Uint8Array(size).fill(size === 4 ? (ids[n++] ?? 9) : 0);
  const service = new LoopService({ random });
  await service.create({ ref: 'a' });
  await expect(service.create({ ref: 'b' })).resolves.toMatchObject({ ref: 'b' });
});
test('an override of a gate keeps no_checks out but the same facts stay quiet', () => {
  const merged = someFacts({ pulls: [aMergedPull({})] });
  const record = recordAfter([someFacts({ pulls: [aPull()] })]);
  const one = request({ facts: merged, record, assertion: assertion('ci_passed', { override: true, reason: 'x' }) });
  const made = planItem(one);
  expect(stepsOf(planItem({ ...one, assertion: null, record: carriedOut(one, made) }))).toEqual([]);
});
