import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import type { Facts } from '../../src/core/facts/facts.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { planItem } from '../../src/core/plan/plan.ts';
import type { Assertion, Plan, PlanRequest } from '../../src/core/plan/steps/plan-types.ts';
import { appendEntries, emptyRecord } from '../../src/core/record/append/append.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import { LAW_DEFAULTS } from '../../src/core/values/settings.ts';
import { countingRandom } from '../support/arbitraries.ts';
import { at, NO_EVENT, someContext, someFacts } from './sample-facts.ts';

export const NOW = at('12:00:00');
export const STANDARD = builtinLifecycle('standard');
export const STRICT = builtinLifecycle('strict');

export type RequestChange = Partial<PlanRequest>;

export function request(change: RequestChange = {}): PlanRequest {
  return {
    facts: someFacts(),
    record: null,
    settings: LAW_DEFAULTS,
    event: NO_EVENT,
    context: someContext(),
    lifecycle: STANDARD,
    occasion: 'event',
    assertion: null,
    caused: [],
    now: NOW,
    ...change,
  };
}

export function assertion(to: string, change: Partial<Assertion> = {}): Assertion {
  return { to, trigger: 'workflow.asserted', metadata: {}, override: false, reason: null, actor: null, ...change };
}

/** The record as it stands when the plan was carried out; null: no record began. */
export function carriedOut(from: PlanRequest, made: Plan): LoopRecord | null {
  if (made.state === null) return null;
  const before = from.record ?? emptyRecord(genesisFor(from));
  const { record } = appendEntries(before, made.drafts, {
    recordedAt: from.now,
    run: from.context.run,
    lifecycle: from.lifecycle.hash,
    settings: null,
    random: countingRandom(),
    traitsOf: traitsIn(from.lifecycle),
  });
  return record;
}

/** Plans and carries out one set of facts after the other, as successive runs would. */
export function recordAfter(sequence: readonly Facts[], change: RequestChange = {}): LoopRecord {
  let record: LoopRecord | null = null;
  for (const [index, facts] of sequence.entries()) {
    const run = { id: String(index + 1), attempt: 1, url: 'https://github.com/acme/widgets/actions' };
    const one: PlanRequest = request({ context: someContext({ run }), ...change, facts, record });
    record = carriedOut(one, planItem(one));
  }
  if (record === null) throw new Error('these facts begin no record');
  return record;
}

export function genesisFor({ facts, lifecycle, settings }: PlanRequest): Genesis {
  return {
    host: 'github.com',
    repo_id: 'R_1',
    issue_id: 'I_1',
    record_id: `${facts.repo}#${facts.number}`,
    ref: facts.url,
    ref_number: facts.number,
    repo: facts.repo,
    labels: {},
    created_at: NOW,
    auto_merge: settings.autoMerge,
    lifecycle: lifecycle.hash,
    nonce: 'n'.repeat(43),
  };
}

/** What a plan does, short enough to stand in a table. */
export function stepsOf(made: Plan): readonly string[] {
  return made.drafts.map((draft) => {
    if (draft.kind === 'transition') return draft.to;
    return draft.kind === 'note' ? `note ${draft.note}` : `refused ${draft.code} ${draft.from}→${draft.to}`;
  });
}
