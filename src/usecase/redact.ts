import type { Actor } from '../core/actor.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { GitHubItems } from '../core/ports.ts';
import { appendEntries } from '../core/record/append.ts';
import { entriesOf } from '../core/record/chain.ts';
import type { LoopRecord } from '../core/record/record.ts';
import { draftAct, type Erasure, eraseRecord, isErased, unrecorded } from '../core/record/redact.ts';
import { type Selected, type Selection, selectValues } from '../core/record/redact-select.ts';
import type { Change, Committed } from './attempt.ts';
import { actingPerson, outlastOthers, stampOf, storedIn, writable } from './by-hand.ts';
import { commit } from './commit.ts';
import { type Look, lookAt } from './look.ts';
import type { ItemAsk, Means } from './means.ts';
import { eraseSegments } from './redact-segments.ts';
import { readWholeRecord } from './whole-record.ts';

export interface RedactRequest {
  readonly number: number;
  readonly selection: Selection;
  readonly reason: string;
  readonly dryRun: boolean;
}

/** What was erased, or in a dry run: would be. */
export interface Redaction extends Selected {
  readonly recordId: string;
  readonly url: string;
  readonly actor: Actor;
  /** Numbers of the `redaction` notes that were appended. */
  readonly notes: readonly number[];
  /** How many sealed parts were edited. */
  readonly segments: number;
  readonly dryRun: boolean;
}

/** A run that writes at the same moment can undo an erasure; it is then done again, so often. */
const ROUNDS = 3;

/**
 * Erases values of a record: each is replaced by its commitment, its salt is dropped, and one `redaction` note for each
 * entry says so. No hash changes. The record goes first and its sealed parts after it, so that nothing is ever erased
 * without a note; a run that was cut off in between is finished by running it again.
 * @throws LoopForgeError `record_not_found`, `input_invalid`, `permission_missing`, `conflict`, and those of writing.
 */
export async function redact(means: Means, asked: ItemAsk, request: RedactRequest): Promise<Redaction> {
  const ask = { ...asked, byHand: true };
  const { number, dryRun } = request;
  const first = await lookAt(means.github, ask, await means.github.read(number));
  const planned = await select(means, ask, first, request);
  const done: Redaction = { ...planned, notes: [], segments: 0, dryRun };
  if (dryRun || planned.erasures.length === 0) return done;
  const notes: number[] = [];
  let segments = 0;
  let look = first;
  for (let round = 0; round < ROUNDS; round++) {
    const written = await writeNotes(means, ask, look, request.reason, planned.erasures);
    notes.push(...written.appended.map((entry) => entry.seq));
    segments += await eraseSegments(means, number, written.record ?? storedIn(look).record, planned.erasures);
    await outlastOthers(means, look);
    look = await lookAt(means.github, ask, await means.github.read(number));
    if (isErased(entriesOf(await whole(means.github, look)), planned.erasures)) return { ...done, notes, segments };
  }
  throw restless();
}

async function select(
  means: Means,
  ask: ItemAsk,
  look: Look,
  { selection }: RedactRequest,
): Promise<Omit<Redaction, 'notes' | 'segments' | 'dryRun'>> {
  const { comment, record } = storedIn(look);
  const actor = actingPerson(look.reading, ask);
  const selected = selectValues(entriesOf(await whole(means.github, look)), selection, actor);
  return { ...selected, recordId: record.record_id, url: comment.url, actor };
}

/** Erases in the record's own comment and appends the notes for all. */
async function writeNotes(
  means: Means,
  ask: ItemAsk,
  first: Look,
  reason: string,
  erasures: readonly Erasure[],
): Promise<Committed> {
  return commit(means, first, {
    look: (github, reading) => lookAt(github, ask, reading),
    change: async (look) => redactedRecord(means, ask, look, await whole(means.atOnce, look), erasures, reason),
    lock: first.run.lock,
  });
}

function redactedRecord(
  means: Means,
  ask: ItemAsk,
  look: Look,
  joined: LoopRecord,
  erasures: readonly Erasure[],
  reason: string,
): Change | null {
  checkCalm(look);
  const { record } = writable(look);
  const missing = unrecorded(entriesOf(joined), erasures);
  if (missing.length === 0 && isErased(entriesOf(record), erasures)) return null;
  const actor = actingPerson(look.reading, ask);
  const drafts = missing.map(({ seq, names }) => {
    return draftAct({ note: 'redaction', was: { seq, names: [...names] }, metadata: { reason } }, record, actor);
  });
  const redacted = appendEntries(eraseRecord(record, erasures), drafts, stampOf(means, ask, look.reading.at));
  return { ...redacted, absorbed: [] };
}

async function whole(github: GitHubItems, look: Look): Promise<LoopRecord> {
  return readWholeRecord(github, look.reading.facts.number, storedIn(look));
}

/** What other writers lost is found by counting, and a write of ours would hide it from that count. */
function checkCalm({ amends, found }: Look): void {
  if (amends.settled && amends.notes.length === 0 && amends.surplus.length === 0 && !found.transferred) return;
  throw new LoopForgeError(
    'conflict',
    'The record has something to put right first: an overwritten entry, a second record comment or a transfer. Let LoopForge run once for this item in a workflow, and repeat the command.',
  );
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'Other runs kept writing the record, and brought back what was erased. Wait until no workflow runs for this item, and repeat the command.',
  );
}
