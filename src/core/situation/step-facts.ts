import {
  type Actor,
  type CheckFact,
  earliestOf,
  type Instant,
  isBefore,
  isFailure,
  latestOf,
  UNAVAILABLE,
} from '../model.ts';
import type { Situation } from './situation.ts';

/** What the facts know of the moment that a step stands for. */
export interface StepFact {
  /** The fact's own time; null: it has none, or GitHub does not tell. */
  readonly at: Instant | null;
  readonly actor: Actor | null;
}

const UNKNOWN: StepFact = { at: null, actor: null };

const READERS: { readonly [trigger: string]: (situation: Situation) => StepFact } = {
  'issue.opened': ({ facts }) => ({ at: facts.createdAt, actor: facts.author }),
  'issue.assigned': takenUp,
  'issue.reopened': ({ facts }) => ({ at: facts.reopenedAt, actor: facts.reopenedBy }),
  'issue.closed': ({ facts }) => ({ at: facts.closedAt, actor: facts.closedBy }),
  'pr.opened': (situation) => fromPull(situation, (pull) => ({ at: pull.createdAt, actor: pull.author })),
  'pr.merged': (situation) => fromPull(situation, (pull) => ({ at: pull.mergedAt, actor: pull.mergedBy })),
  'ci.started': (situation) => fromChecks(situation, (checks) => earliestOf(checks.map((one) => one.startedAt))),
  'ci.restarted': (situation) => fromChecks(situation, (checks) => earliestOf(checks.map((one) => one.startedAt))),
  'ci.passed': passed,
  'ci.failed': (situation) =>
    fromChecks(situation, (checks) => earliestOf(checks.filter(isFailure).map((one) => one.completedAt))),
  'review.approved': ({ review }) =>
    review === UNAVAILABLE ? UNKNOWN : { at: review.approvedAt, actor: review.approver },
};

/** Time and actor of a step, by its trigger. A trigger of the user's own has neither. */
export function stepFact(trigger: string, situation: Situation): StepFact {
  return Object.hasOwn(READERS, trigger) ? (READERS[trigger]?.(situation) ?? UNKNOWN) : UNKNOWN;
}

/** Taken up: by the first assignment, or by the pull request where that came first. */
function takenUp(situation: Situation): StepFact {
  const issue = situation.facts.issue;
  const assigned: StepFact = { at: issue?.assignedAt ?? null, actor: issue?.assignedBy ?? null };
  const opened = fromPull(situation, (pull) => ({ at: pull.createdAt, actor: pull.author }));
  if (assigned.at === null) return opened;
  return opened.at !== null && isBefore(opened.at, assigned.at) ? opened : assigned;
}

function passed(situation: Situation): StepFact {
  const { checks } = situation;
  if (checks !== UNAVAILABLE && checks.noChecks)
    return fromPull(situation, (pull) => ({ at: pull.mergedAt, actor: null }));
  return fromChecks(situation, (counted) => latestOf(counted.map((one) => one.completedAt)));
}

function fromPull(
  { pull }: Situation,
  read: (pull: Exclude<Situation['pull'], typeof UNAVAILABLE | null>) => StepFact,
): StepFact {
  return pull === UNAVAILABLE || pull === null ? UNKNOWN : read(pull);
}

function fromChecks({ checks }: Situation, read: (counted: readonly CheckFact[]) => Instant | null): StepFact {
  return checks === UNAVAILABLE ? UNKNOWN : { at: read(checks.counted), actor: null };
}
