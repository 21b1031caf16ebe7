import { type Binding, isNoteOf, type LoopRecord } from '../index.ts';

/** The binding of the genesis, or of the last transfer since. */
export function bindingOf(record: Pick<LoopRecord, 'genesis' | 'notes'>): Binding {
  return record.notes.filter((note) => isNoteOf(note, 'transferred')).at(-1)?.was.data.to ?? record.genesis;
}

/** Whether an item is a pull request, by its address: an owner or a repository may be called `pull`, too. */
export function isPullRequest({ ref }: { readonly ref: string }): boolean {
  return /\/pull\/\d+$/.test(ref);
}

/** The record under its new binding; genesis and chain stay. */
export function rebind(record: LoopRecord, binding: Binding): LoopRecord {
  const { record_id, ref, ref_number, repo } = binding;
  return { ...record, record_id, ref, ref_number, repo };
}
