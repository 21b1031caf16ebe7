import { UNAVAILABLE } from '../facts/facts.ts';
import { isReopened } from '../facts/situation.ts';
import { stepFact } from '../facts/step-facts.ts';
import { edgeTo, isUnknown, targetsOf } from '../lifecycle/edges.ts';
import { orderOf, stateOf, stateWithRole } from '../lifecycle/lifecycle.ts';
import type { Step } from '../lifecycle/path.ts';
import type { ReasonCode } from '../result.ts';
import { advance, type Course, gateHolds, isAhead, isOverridden, type Refusal, wayTo } from './course.ts';
import { draftNote } from './drafts.ts';
import { refuseAhead, refuseLostGate, refuseReopened } from './refusal.ts';
import { renewalOf } from './renewal.ts';

/** An item brought level with the facts, as far as the lifecycle lets it. */
export interface Level {
  readonly course: Course;
  readonly refusal: Refusal | null;
  readonly reason: ReasonCode | '';
}

const level = (course: Course, reason: ReasonCode | '' = '', refusal: Refusal | null = null): Level => ({
  course,
  refusal,
  reason,
});

/** Plans the steps from the recorded to the observed state, or the refusal. */
export function levelWithFacts(start: Course): Level {
  if (staysAsserted(start)) return level(forwardFromOverride(start), 'asserted_holds');
  if (isReopened(start.record, start.situation.cycle)) {
    const reopened = afterReopening(start);
    if (reopened !== null) return reopened;
  }
  const renewal = renewalOf(start);
  switch (renewal.kind) {
    case 'unavailable':
      return level(start, 'evidence_unavailable');
    case 'lost':
      return level(start, '', refuseLostGate(start, start.state));
    case 'back':
      return settle(follow(start, advance(start, [renewal.step]), false, false));
    case 'reproved':
      return settle(follow(start, reprove(start), true, true, 'reproved'));
    case 'none':
      return settle(follow(start, start, true, isOverridden(start)));
  }
}

/**
 * A cycle that the record has not seen: whatever happened in it, first the way out of the end, or of the merge, is
 * taken. Null: there is none and the item is not at an end, so it is judged as ever.
 */
function afterReopening(start: Course): Level | null {
  const { lifecycle, conditions, state: name } = start;
  const from = stateOf(lifecycle, name);
  if (from === undefined || !(from.terminal || from.role === 'merged')) return null;
  const ways = targetsOf(from)
    .filter((to) => orderOf(lifecycle, to) < orderOf(lifecycle, name))
    .sort((a, b) => orderOf(lifecycle, a) - orderOf(lifecycle, b));
  for (const to of ways) {
    if (isUnknown(from, to, conditions)) return level(start, 'evidence_unavailable');
    const edge = edgeTo(from, to, conditions);
    const state = stateOf(lifecycle, to);
    if (edge === null || state === undefined) continue;
    return settle(follow(start, advance(start, [{ from: name, edge, state }]), false, false));
  }
  if (!from.terminal) return null;
  // What a refusal names is what was observed: not while a later state might hold.
  return start.uncertain ? level(start, 'evidence_unavailable') : level(start, '', refuseReopened(start));
}

/** Rules 1, 3 and 4: the path to the observed state, or what is said where there is none. */
function follow(
  start: Course,
  from: Course,
  mayStepBack: boolean,
  startOpen: boolean,
  reason: ReasonCode | '' = '',
): Level {
  const options = { mayStepBack, startOpen };
  const way = wayTo(from, from.observed, options);
  if (start.uncertain && leadsBack(from, way)) return level(start, 'evidence_unavailable');
  if (way !== null) {
    const arrived = advance(from, way);
    return level(arrived, reason === '' && start.uncertain && arrived === start ? 'evidence_unavailable' : reason);
  }
  const ahead = isAhead(from, from.state);
  if (wayTo(from, from.observed, { ...options, reading: 'hopeful' }) !== null)
    return level(start, 'evidence_unavailable');
  if (ahead) {
    const refused = refuseAhead(from, options);
    return level(refused.course, '', refused.refusal);
  }
  return start.uncertain ? level(start, 'evidence_unavailable') : behind(from);
}

/** A later state might hold still, if only it could be read: nothing moves back on that. */
function leadsBack({ lifecycle }: Course, way: readonly Step[] | null): boolean {
  const first = way?.[0];
  return first !== undefined && orderOf(lifecycle, first.state.name) <= orderOf(lifecycle, first.from);
}

function behind(course: Course): Level {
  const holds = gateHolds(course);
  if (holds === UNAVAILABLE) return level(course, 'evidence_unavailable');
  if (holds === false) return level(course, '', refuseLostGate(course, course.state));
  const isOver = stateOf(course.lifecycle, course.state)?.terminal === true;
  return isOver ? level(course, '', refuseReopened(course)) : level(course, 'behind');
}

function reprove(course: Course): Course {
  const gate = stateOf(course.lifecycle, course.state);
  const reads = gate === undefined ? {} : course.conditions.whenOf(gate).reads;
  const fact = stepFact(gate?.trigger ?? '', course.situation);
  return { ...course, drafts: [...course.drafts, draftNote(course, 'reproved', { at: fact.at, reads })] };
}

/** Asserted, overridden and `on` states stay while observed state, head and cycle are what they were when entered. */
function staysAsserted({ record, lifecycle, observed, situation }: Course): boolean {
  if (record === null) return false;
  const { head, state } = record;
  const claimed = head.source === 'asserted' || head.source === 'override' || stateOf(lifecycle, state)?.on != null;
  const sha = situation.pull === UNAVAILABLE ? null : (situation.pull?.headSha ?? null);
  const { basis } = head;
  return (
    claimed && state !== observed && basis.observed === observed && basis.sha === sha && basis.cycle === situation.cycle
  );
}

/** From a gate that a person opened, the steps forward are legal even while nothing else has changed. */
export function forwardFromOverride(course: Course, open = isOverridden(course)): Course {
  if (!open || gateHolds(course) === undefined || !isAhead(course, course.state)) return course;
  return advance(course, wayTo(course, course.observed, { mayStepBack: false, startOpen: true }) ?? []);
}

/**
 * A merge that went through while no check had reported is provisional: checks of that head that report later settle
 * it, for good or ill.
 */
function settle(result: Level): Level {
  const { course } = result;
  const provisional = course.record?.head.provisional ?? null;
  const { pull, checks } = course.situation;
  if (provisional === null || result.refusal !== null || checks === UNAVAILABLE) return result;
  if (pull === UNAVAILABLE || pull?.number !== provisional.pr || pull.headSha !== provisional.sha) return result;
  if (course.record?.head.cycle !== course.situation.cycle) return result;
  if (checks.state === 'failure') return { ...result, refusal: refuseLostGate(course, excusedGate(course)) };
  if (checks.state !== 'success') return result;
  const fact = stepFact('ci.passed', course.situation);
  const note = draftNote(course, 'late_evidence', { at: fact.at, reads: { 'checks.state': checks.state } });
  return { ...result, course: { ...course, drafts: [...course.drafts, note] }, reason: 'late_evidence' };
}

function excusedGate(course: Course): string {
  const excused = course.record?.transitions.findLast((entry) => entry.flags.includes('no_checks'));
  return excused?.to_state ?? stateWithRole(course.lifecycle, 'passed')?.name ?? course.state;
}
