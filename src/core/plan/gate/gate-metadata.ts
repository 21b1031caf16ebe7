import { encodedSize, type JsonObject } from '../../model.ts';
import type { Stance } from './stance.ts';

/** What the metadata of a step say of the gate. */
export function gateMetadata(stance: Stance): JsonObject {
  if (stance.kind === 'unanswered') return { gate: 'no answer' };
  if (stance.kind !== 'allowed') return {};
  const { reviewer, reason } = stance;
  return {
    gate: 'allowed',
    ...(reviewer === null ? {} : { gate_reviewer: reviewer }),
    ...(reason === null ? {} : { gate_reason: reason }),
  };
}

/** A claim is never cut, and may fill an entry: beside a long one there is room for the gate's word alone. */
const ROOM = 4_000;

const OF_THE_GATE: readonly string[] = ['gate', 'gate_reviewer', 'gate_reason'];

/** The same beside what a workflow claims, which cannot say it in the gate's place. */
export function withGateMetadata(claimed: JsonObject, stance: Stance): JsonObject {
  if (stance.kind === 'free') return claimed;
  const own = Object.entries(claimed).filter(([key]) => !OF_THE_GATE.includes(key));
  const kept = Object.fromEntries(own);
  const { gate_reviewer: reviewer, gate_reason: reason, ...said } = gateMetadata(stance);
  const whole = { ...kept, ...said, ...(reviewer === undefined ? {} : { gate_reviewer: reviewer }) };
  const full = reason === undefined ? whole : { ...whole, gate_reason: reason };
  return [full, whole].find((one) => encodedSize(one) <= ROOM) ?? { ...kept, ...said };
}
