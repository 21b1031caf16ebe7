import type { Entry, Note, Rejection, Transition } from './entry.ts';

/** A step, a step that was refused, or something said of the record. */
export type EntryKind = 'transition' | 'rejection' | 'note';

/** Which of the three an entry is. Nothing in it says so in a word: this alone knows by which fields they differ. */
export function kindOf(entry: Entry): EntryKind {
  if ('cause' in entry) return 'rejection';
  return 'kind' in entry ? 'note' : 'transition';
}

export function isTransition(entry: Entry): entry is Transition {
  return kindOf(entry) === 'transition';
}

export function isRejection(entry: Entry): entry is Rejection {
  return kindOf(entry) === 'rejection';
}

export function isNote(entry: Entry): entry is Note {
  return kindOf(entry) === 'note';
}
