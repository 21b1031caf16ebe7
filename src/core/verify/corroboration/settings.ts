import { type Entry, type EntrySettings, isNote } from '../../model.ts';
import { type Finding, notice } from '../findings/index.ts';

/** The settings that each entry was made under: null in an entry says that they are those of the one before. */
export function settingsOfEach(entries: readonly Entry[]): ReadonlyMap<Entry, EntrySettings | null> {
  let last: EntrySettings | null = null;
  const each = new Map<Entry, EntrySettings | null>();
  for (const entry of entries) {
    last = entry.settings ?? last;
    each.set(entry, last);
  }
  return each;
}

/**
 * Without a config file the inputs of a workflow are the law, also those of a pull request's own workflow. GitHub does
 * not show them, so that they changed is said.
 */
export function checkSettings(entries: readonly Entry[]): readonly Finding[] {
  const made = [...settingsOfEach(entries)].flatMap(([entry, settings]) => {
    if (isNote(entry) || settings === null || settings.config !== null) return [];
    return [{ seq: entry.seq, law: JSON.stringify([entry.lifecycle, settings]) }];
  });
  const changed = made.filter(({ law }, index) => index > 0 && law !== made[index - 1]?.law);
  const [first] = changed;
  if (first === undefined) return [];
  const seqs = changed.map(({ seq }) => seq).join(', ');
  const text = `No config file was the law, and the settings changed with ${changed.length === 1 ? 'entry' : 'entries'} ${seqs}: the inputs of the workflow, and whoever may change them, decided.`;
  return [notice('not_corroborated', first.seq, text)];
}
