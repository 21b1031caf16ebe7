import { UNAVAILABLE } from '../facts/facts.ts';
import { orderOf, stateOf } from '../lifecycle/lifecycle.ts';
import { advance, type Course, type Refusal, type WayOptions, wayTo } from './course.ts';
import { allowedFrom, missingFor } from './missing.ts';

/**
 * One act, one refusal: first walk to the last state before the target whose `when` holds, then refuse from there.
 * The target lies ahead and no legal path leads to it.
 */
export function refuseAhead(course: Course, options: WayOptions): { course: Course; refusal: Refusal } {
  const conceivable = wayTo(course, course.observed, { ...options, reading: 'assume' }) !== null;
  const code = conceivable ? 'gate_not_met' : 'illegal_transition';
  const walked = walkTowards(course, options);
  const to = refusedTarget(walked);
  const cause = causeOf(walked, code, actOf(walked, `${walked.state}→${to}`));
  return { course: walked, refusal: { code, from: walked.state, to, cause, message: messageFor(walked, to) } };
}

/** A gate that was passed and whose proof is gone. `gate` stands where the item stands, or was passed on the way. */
export function refuseLostGate(course: Course, gate: string): Refusal {
  const cause = causeOf(course, 'gate_lost', gate);
  const { pull } = course.situation;
  const head = (pull === UNAVAILABLE ? null : pull?.headSha) ?? course.record?.head.sha ?? 'a commit that is gone';
  const missing = missingLine(course);
  const message = `Gate lost: ${gate} no longer holds for ${head}${missing === '' ? '' : `\n${missing}`}`;
  return { code: 'gate_lost', from: course.state, to: refusedTarget(course), cause, message };
}

/** A terminal item that was reopened, in a lifecycle that knows no way back. */
export function refuseReopened(course: Course): Refusal {
  const code = 'illegal_transition';
  const to = refusedTarget(course);
  const cause = `${code}|${course.situation.cycle}`;
  return { code, from: course.state, to, cause, message: messageFor(course, to) };
}

/** An asserted or overridden edge that may not be taken. */
export function refuseAssertion(course: Course, code: Refusal['code'], to: string, why: string): Refusal {
  const cause = causeOf(course, code, actOf(course, `assert ${to}`, true));
  const message = `${firstLine(course, to)}\n${why}`;
  return { code, from: course.state, to, cause, message };
}

/** Facts that could not be read never move an item back: below a state that might hold, nothing is looked for. */
function walkTowards(course: Course, options: WayOptions): Course {
  const goal = orderOf(course.lifecycle, course.observed);
  const here = orderOf(course.lifecycle, course.state);
  let unsure = false;
  for (let order = goal - 1; order >= 0; order--) {
    const state = course.lifecycle.states[order];
    if (state === undefined || state.on !== null) continue;
    if (unsure && order < here) return course;
    const { value } = course.conditions.whenOf(state);
    if (value === UNAVAILABLE) unsure = true;
    const way = value === true ? wayTo(course, state.name, options) : null;
    if (way !== null) return advance(course, way);
  }
  return course;
}

function refusedTarget(course: Course): string {
  const merged = stateOf(course.lifecycle, 'merged');
  return course.situation.unrecordedMerge && merged !== undefined ? merged.name : course.observed;
}

function actOf(course: Course, edge: string, asserted = false): string {
  if (course.situation.unrecordedMerge) return 'merge';
  if (asserted) return edge;
  return stateOf(course.lifecycle, course.observed)?.terminal === true ? 'close' : edge;
}

/** (reason code, act, pull request, head, cycle), absent parts empty. The same act has the same cause on every run. */
function causeOf(course: Course, code: string, act: string): string {
  const { pull, cycle } = course.situation;
  const known = pull === UNAVAILABLE ? null : pull;
  return [code, act, known?.number ?? '', known?.headSha ?? '', cycle].join('|');
}

function messageFor(course: Course, to: string): string {
  const missing = missingLine(course);
  return missing === '' ? firstLine(course, to) : `${firstLine(course, to)}\n${missing}`;
}

/** The message of the original library, with only the edges whose guard holds now. */
function firstLine({ lifecycle, conditions, state }: Course, to: string): string {
  const allowed = allowedFrom(lifecycle, conditions, state);
  return `Invalid transition: ${state} → ${to}. Allowed from ${state}: ${allowed.length > 0 ? allowed.join(', ') : 'none (terminal)'}`;
}

function missingLine(course: Course): string {
  const missing = missingFor(course.lifecycle, course.conditions, course.situation, course.state);
  return missing.length === 0 ? '' : `Missing: ${missing.join(' · ')}`;
}
