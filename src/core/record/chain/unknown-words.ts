import {
  FLAGS,
  NEED_KINDS,
  NOTE_KINDS,
  REJECTION_CODES,
  RENDERERS,
  SETTINGS_KEYS,
  SOURCES,
} from '../../values/index.ts';
import { type Entry, isNote, isRejection, type LoopRecord, type RecordedNeed, withKept } from '../index.ts';
import { entriesOf } from './chain.ts';

/** A word that this release does not know, and so the mark of a newer one. */
export interface UnknownWord {
  /** The entry that has it; null: the head. */
  readonly seq: number | null;
  /** What it stands for, such as `flag`. */
  readonly what: string;
  readonly word: string;
}

/**
 * What a record holds that this release does not know: what follows from it cannot be told, so nothing is written over
 * it. A record without any is one of this release or an older one.
 */
export function unknownWords(record: LoopRecord): readonly UnknownWord[] {
  const { source, shown } = record.head;
  const { needs, renderer } = shown ?? { needs: [], renderer: 1 };
  const inHead = [
    ...unknown('source', SOURCES, [source]),
    ...unknownNeeds(needs),
    ...unknown('renderer', RENDERERS.map(String), [String(renderer)]),
  ];
  return [...entriesOf(record).flatMap(withKept).flatMap(unknownIn), ...inHead.map((word) => ({ seq: null, ...word }))];
}

/** In words, for people: the first of them, and how many more there are. */
export function unknownWord({ seq, what, word }: UnknownWord): string {
  const place = seq === null ? 'The head' : `Entry ${seq}`;
  return `${place} has the ${what} ${JSON.stringify(word.slice(0, 60))}, which this release of LoopForge does not know`;
}

type Word = Omit<UnknownWord, 'seq'>;

function unknownIn(entry: Entry): readonly UnknownWord[] {
  const found = [
    ...unknown('source', SOURCES, [entry.source]),
    ...unknown('flag', FLAGS, entry.flags),
    ...unknown('setting', SETTINGS_KEYS, Object.keys(entry.settings ?? {})),
    ...(isRejection(entry) ? [...unknown('code', REJECTION_CODES, [entry.code]), ...unknownNeeds(entry.needs)] : []),
    ...(isNote(entry) ? unknownNote(entry.kind, entry.was !== null) : []),
  ];
  return found.map((word) => ({ seq: entry.seq, ...word }));
}

function unknownNeeds(needs: readonly RecordedNeed[]): readonly Word[] {
  return unknown(
    'kind of need',
    NEED_KINDS,
    needs.map(({ kind }) => kind),
  );
}

/** Kinds of notes that have nothing to say: with a `was` they are something that is not known yet. */
const SILENT: readonly string[] = ['adopted', 'reproved', 'late_evidence', 'merge_judged', 'migration'];

function unknownNote(kind: string, says: boolean): readonly Word[] {
  const known = unknown('kind of note', NOTE_KINDS, [kind]);
  return known.length === 0 && says && SILENT.includes(kind)
    ? [{ what: 'note with something to say', word: kind }]
    : known;
}

function unknown(what: string, known: readonly string[], words: readonly string[]): readonly Word[] {
  return words.filter((word) => !known.includes(word)).map((word) => ({ what, word }));
}
