import { readFileSync } from 'node:fs';
import { FOLDER } from '../vectors.ts';
import { wholeList } from './forge.ts';
import { copyOf, isObject, type Json, type JsonObject, listAt, objectAt, objectsAt } from './json.ts';

const tables: { readonly lifecycles: readonly JsonObject[] } = JSON.parse(
  readFileSync(`${FOLDER}/lifecycles.json`, 'utf8'),
);
const STATES = new Map(tables.lifecycles.map((one) => [one['hash'], objectsAt(one, 'states')]));

const BOUND = ['record_id', 'ref', 'ref_number', 'repo'] as const;

/**
 * Derived fields computed anew, of anything. Written after docs/record-format.md, with what the two verifiers have
 * in common with nobody: if it were wrong, both would say so.
 */
export function foldMutant(record: JsonObject, segments: readonly JsonObject[] = []): void {
  const genesis = objectAt(record, 'genesis');
  const { hash = null, seq = null } = objectAt(record, 'head');
  const fields: JsonObject = { pr_number: null, pr_url: null, ci_status: {}, closed_at: null, continues: null };
  Object.assign(fields, take(genesis, [...BOUND, 'auto_merge', 'labels', 'created_at']));
  const head: JsonObject = { ...freshCycle(0), pr: null, sha: null, at: null };
  for (const entry of wholeList(record, segments)) {
    fields['updated_at'] = entry['recorded_at'] ?? null;
    const cycle = objectAt(entry, 'basis')['cycle'];
    if (typeof cycle === 'number' && cycle > Number(head['cycle'])) Object.assign(head, freshCycle(cycle));
    if ('kind' in entry) foldNote(fields, head, entry);
    else if ('cause' in entry) listAt(head, 'violations').push(violationOf(entry));
    else foldStep(fields, head, entry);
  }
  Object.assign(record, copyOf(fields));
  if (isObject(record['head'])) Object.assign(record['head'], copyOf(head), { hash, seq });
}

function freshCycle(cycle: number): JsonObject {
  return { cycle, merged_pr: null, provisional: null, violations: [], judged: [] };
}

function take(holder: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, holder[key] ?? null]));
}

function violationOf(entry: JsonObject): JsonObject {
  const { seq = null, cause = null } = entry;
  return { seq, cause, run_id: objectAt(entry, 'run')['id'] ?? null, accepted: null };
}

function foldProof(fields: JsonObject, head: JsonObject, entry: JsonObject): void {
  const proof = { pr_number: entry['pr'], pr_url: entry['pr_url'], ci_status: objectAt(entry, 'evidence')['checks'] };
  for (const [key, value] of Object.entries(proof)) if (value !== null && value !== undefined) fields[key] = value;
  Object.assign(head, take(entry, ['pr', 'sha']));
}

function foldStep(fields: JsonObject, head: JsonObject, step: JsonObject): void {
  foldProof(fields, head, step);
  fields['state'] = step['to_state'] ?? null;
  Object.assign(head, take(step, ['source', 'basis']), { at: step['timestamp'] ?? null });
  if (listAt(step, 'flags').includes('no_checks')) head['provisional'] = take(step, ['pr', 'sha']);
  const state = STATES.get(step['lifecycle'] ?? null)?.find(({ name }) => name === step['to_state']);
  fields['closed_at'] = state?.['terminal'] === true ? (step['timestamp'] ?? null) : null;
  if (state?.['role'] !== 'merged') return;
  head['merged_pr'] = step['pr'] ?? null;
  listAt(head, 'judged').push(take(step, ['pr', 'sha']));
}

function foldNote(fields: JsonObject, head: JsonObject, note: JsonObject): void {
  const data: Json = objectAt(note, 'was')['data'] ?? null;
  const kind = note['kind'];
  if (kind === 'reproved') foldProof(fields, head, note);
  if (kind === 'late_evidence') head['provisional'] = null;
  if (kind === 'merge_judged') listAt(head, 'judged').push(take(note, ['pr', 'sha']));
  if (kind === 'continued') fields['continues'] = data;
  if (kind === 'transferred' && isObject(data)) Object.assign(fields, take(objectAt(data, 'to'), BOUND));
  if (kind !== 'accept' || !isObject(data)) return;
  for (const one of objectsAt(head, 'violations'))
    if (one['seq'] === data['seq']) one['accepted'] = note['seq'] ?? null;
}
