import { releasedLifecycle } from '../../codec/lifecycle/index.ts';
import { entriesOf, type Lifecycle, type LoopRecord, stateOf, targetsOf } from '../../core/model.ts';

/** The lifecycle that the last entry names; undefined: it is one of the user's own. */
export function lawOfRecord(record: LoopRecord): Lifecycle | undefined {
  const last = entriesOf(record).findLast(({ lifecycle }) => lifecycle !== null)?.lifecycle;
  return releasedLifecycle(last ?? record.genesis.lifecycle);
}

/**
 * The states that may be entered from the record's own: those that the last run saw open, or where no run looked at facts
 * (a record that a program keeps by the library) all that the lifecycle leads to.
 * @returns null: neither the record nor a lifecycle that comes with LoopForge says so
 */
export function allowedByRecord(record: LoopRecord): readonly string[] | null {
  const { shown, basis } = record.head;
  if (shown !== null && (shown.allowed.length > 0 || basis.observed !== null)) return shown.allowed;
  const law = lawOfRecord(record);
  const state = law === undefined ? undefined : stateOf(law, record.state);
  return state === undefined ? null : targetsOf(state);
}
