import { type Entry, type Instant, isAfter, msBetween } from '../../model.ts';
import { type Finding, fail, unclear } from '../findings/index.ts';
import type { HistoryEvidence } from './history.ts';
import type { JudgedRevision } from './judged-revisions.ts';

/** How far `recorded_at` may lie from the moment that GitHub stamped on the revision that first holds the entry. */
const TOLERANCE_MS = 120_000;

/**
 * Each entry says when it was recorded; GitHub says when the comment first held it. The two must agree: neither a record
 * that was deleted and posted again nor an entry put in later does.
 */
export function checkTimes({ judged, current }: Pick<HistoryEvidence, 'judged' | 'current'>): readonly Finding[] {
  const findings: Finding[] = [];
  let seen = 0;
  let earliest: { readonly at: Instant; readonly why: string } | null = null;
  let previous: JudgedRevision | null = null;
  for (const one of judged) {
    const { revision, comment } = one;
    const isFirst = previous?.comment !== comment;
    if (isFirst && !comment.fromCreation) earliest = { at: comment.createdAt, why: 'its first body was not kept' };
    if (revision.held === null) {
      earliest ??= { at: revision.at, why: 'the text of a revision before it is not there' };
      previous = one;
      continue;
    }
    if (earliest === null && previous !== null && isJoined(one, previous))
      earliest = { at: previous.revision.at, why: 'GitHub joined edits' };
    for (const entry of current.entries.slice(seen, revision.held.common)) {
      findings.push(...judgeTime(entry, revision.at, earliest));
    }
    seen = Math.max(seen, revision.held.common);
    earliest = null;
    previous = one;
  }
  return findings;
}

/** By the record's own count there were more writes since the revision before than GitHub kept. */
function isJoined({ revision, comment }: JudgedRevision, before: JudgedRevision): boolean {
  if (before.comment !== comment || before.revision.held === null) return false;
  return revision.held !== null && revision.held.rev > before.revision.held.rev + 1;
}

function judgeTime(
  entry: Entry,
  at: Instant,
  earliest: { readonly at: Instant; readonly why: string } | null,
): readonly Finding[] {
  const { recorded_at } = entry;
  if (Math.abs(msBetween(recorded_at, at)) <= TOLERANCE_MS) return [];
  const text = `Entry ${entry.seq} claims to be recorded at ${recorded_at}, and the comment first held it at ${at}.`;
  const possible =
    earliest !== null && msBetween(earliest.at, recorded_at) >= -TOLERANCE_MS && !isAfter(recorded_at, at);
  if (possible) return [unclear('backdated', entry.seq, `${text} This may be so because ${earliest.why}.`)];
  return [fail('backdated', entry.seq, text)];
}
