import { isWhole, LoopForgeError, type LoopRecord, notAmong } from '../../core/model.ts';
import { LoopState } from '../lifecycle/index.ts';
import { keptOf } from './migration-note.ts';
import type { OriginalForm } from './original-shape.ts';

/** A record in the original's form, and how much of ours has no place in it. */
export interface OriginalExport {
  readonly record: OriginalForm;
  /** How many refusals and notes were left out; the note of an import is none of them. */
  readonly lost: { readonly rejections: number; readonly notes: number };
}

/**
 * The way back: a record of ours as the original Python library keeps it. Refusals, notes, actors, evidence, flags and
 * hashes have no place there. What was imported comes out as it came in, to the microsecond.
 *
 * @throws LoopForgeError `record_invalid` where it is or was in a state that the original does not know, or where its
 *   older entries stand in sealed parts
 */
export function exportOriginal(record: LoopRecord): OriginalExport {
  checkStates(record);
  const { record_id, ref, ref_number, repo, pr_url, pr_number, state, auto_merge, ci_status, labels } = record;
  const { created_at, updated_at, closed_at, rejections, notes } = record;
  const { fields, timeOf } = keptOf(record);
  const transitions = record.transitions.map((step) => {
    const { from_state, to_state, trigger, metadata } = step;
    return { from_state, to_state, trigger, timestamp: timeOf(step), metadata };
  });
  const form = {
    record_id,
    ref,
    ref_number,
    repo,
    pr_url,
    pr_number,
    state,
    auto_merge,
    ci_status,
    transitions,
    labels,
  };
  return {
    record: { ...form, created_at, updated_at, closed_at, ...fields },
    lost: { rejections: rejections.length, notes: notes.filter(({ kind }) => kind !== 'migration').length },
  };
}

const STATES: readonly string[] = Object.values(LoopState);

function checkStates(record: LoopRecord): void {
  if (!isWhole(record)) throw refused(record, 'its older entries stand in sealed parts: export it whole first');
  const states = record.transitions.flatMap(({ from_state, to_state }) => [from_state ?? to_state, to_state]);
  const unknown = [record.state, ...states].find((state) => !STATES.includes(state));
  if (unknown !== undefined) throw refused(record, notAmong(unknown, 'a state of the original', STATES));
}

function refused({ record_id }: LoopRecord, why: string): LoopForgeError {
  return new LoopForgeError('record_invalid', `Record ${record_id} cannot go to the original library: ${why}.`);
}
