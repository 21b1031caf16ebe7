import { stateOf } from '../core/lifecycle/lifecycle.ts';
import { renderRecord } from '../report/record-view.ts';
import type { RenderView } from '../usecase/compose-record.ts';

/**
 * The visible part, made anew from the record: what was erased is gone from it too. A change by hand takes no steps, so
 * where the facts are ahead of the record, it shows what the lifecycle knows to come after the state that is recorded.
 */
export const viewByHand: RenderView = (record, { plan, reading, lifecycle }) => {
  const repoUrl = reading.facts.url.replace(/\/(?:issues|pull)\/\d+$/, '');
  const { violations } = plan;
  if (plan.state === record.state) {
    return renderRecord(record, { allowed: plan.allowed, missing: plan.missing, violations, repoUrl });
  }
  const allowed = stateOf(lifecycle, record.state)?.to.map((edge) => edge.to) ?? [];
  return renderRecord(record, { allowed: [...new Set(allowed)], missing: [], violations, repoUrl });
};
