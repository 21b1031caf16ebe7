import { type EffectVerdict, effectsOn, type ItemResult, type OpenViolation, standingOf } from '../../outcome/index.ts';
import { NOT_COPIED } from './mirror-words.ts';

/**
 * What is said of a refusal or a failure, line by line: who did what, and what settles it. The message as the record
 * keeps it is in the list of violations; of one that no violation tells it is all there is. Null: there is nothing to say.
 */
export function resultMessage(result: ItemResult): string | null {
  if (!('message' in result)) return null;
  const violation = standingOf(result)?.violations.find(({ message }) => message === result.message);
  return violation === undefined ? result.message : [violation.summary, violation.remedy].join('\n');
}

/** Refusals that are open beside the one that the result is about, a message each. */
export function openMessages(result: ItemResult): readonly string[] {
  const told = 'message' in result ? result.message : null;
  const others = (standingOf(result)?.violations ?? []).filter(({ message }) => message !== told);
  return others.map(
    (violation) => `Still out of order${entryOf(violation)}: ${violation.summary}\n${violation.remedy}`,
  );
}

function entryOf({ seq }: OpenViolation): string {
  return seq === null ? '' : ` (entry ${seq})`;
}

/** What was to be shown outside the record and could not be, a message each. */
export function effectMessages(result: ItemResult): readonly string[] {
  return failedEffects(effectsOn(result));
}

/** The same of effects by themselves. */
export function failedEffects(effects: readonly EffectVerdict[]): readonly string[] {
  return effects.filter(({ ok }) => !ok).map(({ name, message }) => `${failureOf(name)}: ${message}`);
}

function failureOf(name: string): string {
  if (name === 'mirror') return NOT_COPIED;
  return MARKS.includes(name) ? `The ${name} could not be set` : `Not everything was delivered (${name})`;
}

/** What GitHub shows; all else is a hook. */
const MARKS: readonly string[] = ['label', 'status'];
