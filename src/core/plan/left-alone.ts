import { ignoredLabel, leftAlone, UNAVAILABLE, unreadLabels } from '../model.ts';
import { notTracked, putOff } from './conclude.ts';
import type { Decision, PlanInProgress, PlanRequest } from './steps/index.ts';

/** An item with a label of `ignore-labels` is left alone, whether it has a record or not. Null: it has none. */
export function leaveAlone(request: PlanRequest, progress: PlanInProgress): Decision | null {
  const label = ignoredLabel(request.facts, request.settings.ignoreLabels);
  if (label === null) return null;
  return label === UNAVAILABLE ? putOff(request, progress, unreadLabels()) : notTracked(progress, leftAlone(label));
}
