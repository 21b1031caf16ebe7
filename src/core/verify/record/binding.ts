import { type Binding, bindingOf, isNoteOf, isWhole, type LoopRecord } from '../../model.ts';
import { type Finding, fail, unclear } from '../findings/index.ts';
import type { RecordEvidence, Transfers } from './record-evidence.ts';

/** A record names one item, and that is the one that it must belong to, as far as this is known. */
export function checkBinding({ record, item }: RecordEvidence): readonly Finding[] {
  const { expected = null, transfers = null } = item ?? {};
  return [
    ...checkNames(record),
    ...(expected === null ? [] : checkItem(record, expected)),
    ...(transfers === null ? [] : checkTransfers(record, transfers)),
  ];
}

/**
 * The record is bound to this very item, by GitHub's own ids. Where sealed parts are missing and it goes by another name
 * than its birth gave it, a transfer stands in them, and nobody can tell where it led.
 */
function checkItem(record: LoopRecord, expected: Binding): readonly Finding[] {
  const bound = bindingOf(record);
  if (!isWhole(record) && bound.record_id !== record.record_id) return [];
  const differing = (['host', 'repo_id', 'issue_id'] as const).filter((key) => bound[key] !== expected[key]);
  if (differing.length === 0) return [];
  const text = `The record belongs to ${bound.record_id}, not to ${expected.record_id} (${differing.join(', ')}).`;
  return [fail('wrong_binding', null, text)];
}

/** Within itself: a GitHub record's id, number, repository and address name one item. */
function checkNames(record: LoopRecord): readonly Finding[] {
  const { host, repo, ref, ref_number, record_id } = bindingOf(record);
  if (record.genesis.host === null) return [];
  const named = `${repo}#${ref_number}`;
  const isItem = ['issues', 'pull'].some((kind) => ref === `https://${host}/${repo}/${kind}/${ref_number}`);
  if (record_id === named && (isItem || !ref.startsWith('https://'))) return [];
  return [fail('wrong_binding', null, `The record names different items: ${record_id}, ${named} and ${ref}.`)];
}

const UNSEEN_TRANSFERS = 'GitHub does not show all repositories that the item was transferred from.';

/** Where GitHub does not show all transfers, a note that none of the others fits may be true. */
function checkTransfers(record: LoopRecord, { from, areAllSeen, isPlaceUnknown }: Transfers): readonly Finding[] {
  const untrue = checkMoves(record, from);
  return [
    ...(areAllSeen ? untrue : untrue.map(({ seq }) => unclear('partial_read', seq, UNSEEN_TRANSFERS))),
    ...(isPlaceUnknown ? [unclear('partial_read', null, UNSEEN_TRANSFERS)] : []),
  ];
}

/**
 * Each `transferred` note begins where the record belonged before, and GitHub shows a transfer from there.
 * @param from node ids of the repositories that the item was transferred from
 */
function checkMoves(record: LoopRecord, from: readonly string[]): readonly Finding[] {
  let at: Binding = record.genesis;
  const findings: Finding[] = [];
  for (const note of record.notes) {
    if (!isNoteOf(note, 'transferred')) continue;
    const { repo_id: repo } = note.was.data.from;
    if (repo !== at.repo_id || repo === null || !from.includes(repo)) {
      const text = `Note ${note.seq} says that the item was transferred here from ${at.record_id}, and its timeline shows no such transfer.`;
      findings.push(fail('wrong_binding', note.seq, text));
    }
    at = note.was.data.to;
  }
  return findings;
}
