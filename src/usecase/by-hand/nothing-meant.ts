import { hasErasedActor, type Selection, selectable } from '../../core/by-hand/index.ts';
import { type Entry, LoopForgeError, notAmong } from '../../core/model.ts';

/** The record has nothing that could be meant: that, and what it has. */
export function nothingMeant(entries: readonly Entry[], selection: Selection): LoopForgeError {
  return new LoopForgeError('input_invalid', `${problemOf(entries, selection)}.`);
}

function problemOf(entries: readonly Entry[], selection: Selection): string {
  const names = selectable(entries, selection);
  if (selection.kind === 'actor') {
    const problem = notAmong(selection.login, 'a person whom this record names', names);
    return hasErasedActor(entries) ? `${problem}. Whoever was erased before is not named any more` : problem;
  }
  const { seq, name } = selection;
  if (seq > entries.length) return `There is no entry ${seq}: the last one is entry ${entries.length}`;
  return notAmong(name, `a value of entry ${seq}`, names);
}
