import type { Actor } from '../core/actor.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { GitHubItems } from '../core/ports.ts';
import { draftAct } from '../core/record/act.ts';
import { appendEntries } from '../core/record/append.ts';
import { entriesOf } from '../core/record/chain.ts';
import type { LoopRecord } from '../core/record/record.ts';
import { type Erasure, eraseRecord, isErased, joinErasures, unrecorded } from '../core/record/redact.ts';
import { type Selected, type Selection, selectValues } from '../core/record/redact-select.ts';
import { WAITS } from '../core/retry-policy.ts';
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
 * without a note; a run that was cut off in between is finished by running it again. Nothing is claimed before each
 * write has arrived that was under way meanwhile, and what is meant is nowhere in the clear then.
 * @throws LoopForgeError `record_not_found`, `input_invalid`, `permission_missing`, `conflict`, and those of writing.
 */
export async function redact(means: Means, asked: ItemAsk, request: RedactRequest): Promise<Redaction> {
  const ask = { ...asked, byHand: true };
  const { number, dryRun } = request;
  let look = await lookAt(means.github, ask, await means.github.read(number));
  let selected = await select(means, ask, look, request);
  const done = { ...selected, notes: [], segments: 0, dryRun };
  if (dryRun || selected.erasures.length === 0) return done;
  const notes: number[] = [];
  let { erasures } = selected;
  let segments = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const written = await writeNotes(means, ask, look, request.reason, selected.erasures);
    notes.push(...written.appended.map((entry) => entry.seq));
    segments += await eraseSegments(means, number, written.record ?? storedIn(look).record, selected.erasures);
    for (const ms of WAITS.byHandMs) {
      await outlastOthers(means, ms);
      look = await lookAt(means.github, ask, await means.github.read(number));
      selected = await select(means, ask, look, request);
      if (selected.erasures.length > 0 || !isCalm(look)) break;
    }
    if (selected.erasures.length === 0 && isCalm(look)) return { ...done, erasures, notes, segments };
    erasures = joinErasures([...erasures, ...selected.erasures]);
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
  // What came back in spite of a note gets another one, which says for this edit what it did.
  const back = erasures.filter((one) => !isErased(entriesOf(record), [one]));
  const missing = joinErasures([...unrecorded(entriesOf(joined), erasures), ...back]);
  if (missing.length === 0) return null;
  const actor = actingPerson(look.reading, ask);
  const drafts = missing.map(({ seq, names }) => {
    return draftAct(
      { note: 'redaction', was: { data: { seq, names: [...names] } }, metadata: { reason } },
      record,
      actor,
    );
  });
  const redacted = appendEntries(eraseRecord(record, erasures), drafts, stampOf(means, look.reading.at));
  return { ...redacted, absorbed: [] };
}

async function whole(github: GitHubItems, look: Look): Promise<LoopRecord> {
  return readWholeRecord(github, look.reading.facts.number, storedIn(look));
}

/** What other writers lost is found by counting, and a write of ours would hide it from that count. */
function checkCalm(look: Look): void {
  if (isCalm(look)) return;
  throw new LoopForgeError(
    'conflict',
    'The record has something to put right first: an overwritten entry, a second record comment or a transfer. Let LoopForge run once for this item in a workflow, and repeat the command.',
  );
}

function isCalm({ amends, found }: Look): boolean {
  return amends.settled && amends.notes.length === 0 && amends.surplus.length === 0 && !found.transferred;
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'Other runs kept writing the record, and brought back what was erased. Wait until no workflow runs for this item, and repeat the command.',
  );
}
