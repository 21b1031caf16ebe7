import { LoopForgeError } from '../errors.ts';
import { UNAVAILABLE } from '../facts/facts.ts';
import { ignoredLabel } from '../facts/ignored-label.ts';
import { leftAlone, unreadLabels } from '../sentences.ts';
import { type Decision, notTracked } from './conclude.ts';
import type { Course } from './course.ts';
import type { PlanRequest } from './plan-types.ts';

/**
 * An item with a label of `ignore-labels` is left alone, whether it has a record or not. Null: it has none.
 * @throws LoopForgeError `evidence_unavailable` where a workflow claims a step and the labels could not be read.
 */
export function leaveAlone({ facts, settings, assertion }: PlanRequest, course: Course): Decision | null {
  const label = ignoredLabel(facts, settings.ignoreLabels);
  if (label === null) return null;
  if (label !== UNAVAILABLE) return notTracked(course, leftAlone(label));
  if (assertion !== null) throw new LoopForgeError('evidence_unavailable', unreadLabels());
  return {
    ...notTracked(course, unreadLabels()),
    ...{ outcome: 'deferred', reason: 'evidence_unavailable' },
  };
}
