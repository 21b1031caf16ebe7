import type { JsonValue } from '../json.ts';
import type { Genesis, LoopRecord } from './record.ts';

/** Which item of which repository a record belongs to. Ids are GitHub's node ids. */
export type Binding = Pick<Genesis, 'host' | 'repo_id' | 'issue_id' | 'record_id' | 'ref' | 'ref_number' | 'repo'>;

/** The binding of the genesis, or of the last transfer since. */
export function bindingOf(record: LoopRecord): Binding {
  const moved = record.notes.findLast((note) => note.kind === 'transferred');
  const target = moved === undefined ? null : memberOf(moved.was, 'to');
  return isBinding(target) ? target : record.genesis;
}

/** The record under its new binding; genesis and chain stay. */
export function rebind(record: LoopRecord, binding: Binding): LoopRecord {
  const { record_id, ref, ref_number, repo } = binding;
  return { ...record, record_id, ref, ref_number, repo };
}

function memberOf(value: JsonValue, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
}

function isBinding(value: unknown): value is Binding {
  if (typeof value !== 'object' || value === null) return false;
  const text = (key: string): boolean => typeof Reflect.get(value, key) === 'string';
  return text('record_id') && text('ref') && text('repo_id') && text('issue_id');
}
