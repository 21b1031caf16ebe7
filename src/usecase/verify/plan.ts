import { builtinLifecycle } from '../../codec/lifecycle/index.ts';
import type { Facts, LawSettings, LoopRecord, Reading, RunContext } from '../../core/model.ts';
import { planItem } from '../../core/plan/index.ts';
import type { Plan } from '../../core/plan/steps/index.ts';
import type { VerifyPorts } from './means.ts';

/** What a run for the item would do now, by the law of the repository as it is. */
export function planNow(
  ports: Pick<VerifyPorts, 'context'>,
  { facts, law, record, at }: Pick<Reading, 'at'> & PlanSubject,
): Plan {
  return planItem({
    lifecycle: builtinLifecycle(law.lifecycle),
    facts,
    record,
    settings: law,
    event: NO_EVENT,
    context: ports.context ?? outside(facts.repo),
    occasion: 'named',
    assertion: null,
    caused: [],
    now: at,
  });
}

interface PlanSubject {
  readonly facts: Facts;
  readonly law: LawSettings;
  readonly record: LoopRecord | null;
}

const NO_EVENT = { name: 'workflow_dispatch', action: null, sender: null, payload: {} };

/** Outside a workflow there is no job, so no check is taken for our own. */
function outside(repository: string): RunContext {
  return { run: null, actor: '', ref: '', sha: '', repository, workflowPath: null, workflowRef: null, job: null };
}
