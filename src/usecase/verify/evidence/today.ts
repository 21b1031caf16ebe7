import { builtinLifecycle, releasedLifecycle } from '../../../codec/lifecycle/index.ts';
import {
  type Facts,
  type LawSettings,
  type LoopRecord,
  manualEvent,
  outsideWorkflows,
  type Reading,
  UNAVAILABLE,
} from '../../../core/model.ts';
import { planItem } from '../../../core/plan/index.ts';
import type { Plan } from '../../../core/plan/steps/index.ts';
import { pullsNamedIn, type TodayEvidence } from '../../../core/verify/index.ts';
import { completeFacts } from '../../item-state/index.ts';
import type { VerifyPorts } from './ports.ts';
import type { RecordedItem } from './remembered.ts';

/** The facts of today, and what a further run would append now, by the law of the repository as it is. */
export async function todayEvidence(ports: VerifyPorts, item: RecordedItem, isCalm: boolean): Promise<TodayEvidence> {
  const { record, reading, law } = item;
  const { at: now } = reading;
  const facts = await completeFacts(ports.github, reading, record);
  const plan = planNow(ports, { facts, law, record, at: now });
  const lifecycle = builtinLifecycle(law.lifecycle);
  const all = await withEarlierNamed(ports, facts, item);
  return { record, facts: all, plan, lifecycle, lifecycleOf: releasedLifecycle, now, isCalm };
}

/** Runs read what the present cycle names; who looks for merges of earlier ones must see what was named then. */
async function withEarlierNamed(
  { github }: VerifyPorts,
  facts: Facts,
  { record, reading: { host } }: RecordedItem,
): Promise<Facts> {
  const { pulls, repo, number } = facts;
  if (pulls === UNAVAILABLE || facts.reopenedAt === null) return facts;
  const absent = pullsNamedIn(record, repo).filter((named) => !pulls.some((pull) => pull.number === named));
  if (absent.length === 0) return facts;
  return { ...facts, pulls: [...pulls, ...(await github.readPulls(absent, { host, repo, number }))] };
}

interface PlanSubject extends Pick<Reading, 'at'> {
  readonly facts: Facts;
  readonly law: LawSettings;
  readonly record: LoopRecord | null;
}

/** What a run for the item would do now. */
export function planNow({ context }: Pick<VerifyPorts, 'context'>, { facts, law, record, at }: PlanSubject): Plan {
  return planItem({
    lifecycle: builtinLifecycle(law.lifecycle),
    facts,
    record,
    settings: law,
    event: manualEvent(),
    context: context ?? outsideWorkflows(facts.repo),
    occasion: 'named',
    assertion: null,
    caused: [],
    now: at,
  });
}
