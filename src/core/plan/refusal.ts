import { isSetAside } from '../facts/belonging.ts';
import { UNAVAILABLE } from '../facts/facts.ts';
import { orderOf, stateOf, stateWithRole } from '../lifecycle/lifecycle.ts';
import { conditionsOn } from '../lifecycle/observe.ts';
import { type About, lostGate, missingLine, refusedClaim, refusedClose, refusedStep } from '../sentences.ts';
import { advance, type Course, type Refusal, type WayOptions, wayTo } from './course.ts';
import { allowedFrom, missingAt, missingFor, missingTowards } from './missing.ts';
import type { Need } from './need.ts';

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
  return { course: walked, refusal: { code, from: walked.state, to, cause, ...said(walked, to) } };
}

/** A gate that was passed and whose proof is gone. `gate` stands where the item stands, or was passed on the way. */
export function refuseLostGate(course: Course, gate: string): Refusal {
  const cause = causeOf(course, 'gate_lost', gate);
  const { pull } = course.situation;
  const head = (pull === UNAVAILABLE ? null : pull?.headSha) ?? course.record?.head.sha ?? null;
  const needs = lostNeeds(course, gate);
  const message = lostGate(gate, head, missingLine(needs, aboutOf(course)));
  return { code: 'gate_lost', from: course.state, to: refusedTarget(course), cause, needs, message };
}

/** A terminal item that was reopened, in a lifecycle that knows no way back. */
export function refuseReopened(course: Course): Refusal {
  const code = 'illegal_transition';
  const to = reopenedTarget(course);
  const cause = `${code}|${course.situation.cycle}`;
  return { code, from: course.state, to, cause, ...said(course, to) };
}

/** Where the facts are; closed once more, where it had been in between. */
function reopenedTarget(course: Course): string {
  const to = refusedTarget(course);
  return to === course.state ? (stateWithRole(course.lifecycle, 'queued')?.name ?? to) : to;
}

/** An asserted or overridden edge that may not be taken: it has needs, or there is none. */
export function refuseAssertion(course: Course, code: Refusal['code'], to: string, needs: readonly Need[]): Refusal {
  const cause = causeOf(course, code, actOf(course, `assert ${to}`, true));
  const message = refusedClaim(refusedStep(course.state, to, allowedIn(course), ''), code, needs, aboutOf(course));
  return { code, from: course.state, to, cause, needs, message, claimed: true };
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
    // Nor does an item go back to checks that did not run: they would be said to have passed in the next run.
    if (state.role === 'checking' && order < here && course.situation.mayRecheck !== true) continue;
    const { value } = course.conditions.whenOf(state);
    if (value === UNAVAILABLE) unsure = true;
    const way = value === true ? wayTo(course, state.name, options) : null;
    if (way !== null) return advance(course, way);
  }
  return course;
}

function refusedTarget(course: Course): string {
  const merged = stateWithRole(course.lifecycle, 'merged');
  return showsNewMerge(course) && merged !== undefined ? merged.name : course.observed;
}

/** The facts show a merge that neither the record nor a step of this run holds. */
function showsNewMerge({ situation, drafts, lifecycle }: Course): boolean {
  if (!situation.unrecordedMerge) return false;
  const merged = stateWithRole(lifecycle, 'merged')?.name;
  return !drafts.some((draft) => draft.kind === 'transition' && draft.to === merged);
}

function actOf(course: Course, edge: string, asserted = false): string {
  if (showsNewMerge(course)) return 'merge';
  if (asserted) return edge;
  return stateOf(course.lifecycle, course.observed)?.terminal === true ? CLOSE : edge;
}

const CLOSE = 'close';

/** (reason code, act, pull request, head, cycle), absent parts empty. The same act has the same cause on every run. */
export function causeOf(course: Course, code: string, act: string): string {
  const { pull, cycle } = course.situation;
  // Somebody's push must not go red for somebody else's close.
  const known = pull === UNAVAILABLE || act === CLOSE ? null : pull;
  return [code, act, known?.number ?? '', known?.headSha ?? '', cycle].join('|');
}

function said(course: Course, to: string): Pick<Refusal, 'needs' | 'message'> {
  const { lifecycle, conditions, situation, state: from } = course;
  const needs = missingTowards(lifecycle, conditions, situation, { from, to });
  const missing = missingLine(needs, aboutOf(course));
  const isClose = to === course.observed && stateOf(lifecycle, to)?.terminal === true;
  const line = isClose ? refusedClose(missing, couldBeSetAside(course)) : missing;
  return { needs, message: refusedStep(course.state, to, allowedIn(course), line) };
}

function aboutOf({ situation: { facts } }: Course): About {
  return { issue: facts.issue === null ? null : facts.number };
}

/** Would a person have got further by closing it as not planned? */
function couldBeSetAside(course: Course): boolean {
  const { contexts, facts } = course.situation;
  if (facts.issue === null || isSetAside(facts)) return false;
  const aside = { state_reason: 'not_planned', set_aside: true, closed_by: 'hand', closed_elsewhere: null };
  const conditions = conditionsOn({ ...contexts, issue: { ...contexts.issue, ...aside } });
  return wayTo({ ...course, conditions }, course.observed, { mayStepBack: true, startOpen: false }) !== null;
}

/** Only the edges whose guard holds now. */
function allowedIn({ lifecycle, conditions, state }: Course): readonly string[] {
  return allowedFrom(lifecycle, conditions, state);
}

/** What the gate lacks; where the item has gone on from it, only that. */
function lostNeeds({ lifecycle, conditions, situation, state }: Course, gate: string): readonly Need[] {
  const lost = stateOf(lifecycle, gate);
  if (gate === state || lost === undefined) return missingFor(lifecycle, conditions, situation, state);
  return missingAt(lost, conditions, situation);
}
