import { draftRepair, type RepairResult } from '../../core/by-hand/index.ts';
import {
  appendEntries,
  type CommentFact,
  type Entry,
  entriesOf,
  type GitHubItems,
  LoopForgeError,
  type LoopRecord,
  type Reading,
  WAITS,
} from '../../core/model.ts';
import { isRecordAuthor, type RecordAuthors, readWholeRecord, recordAuthorsFor } from '../find-record/index.ts';
import { assessItem, type ItemRequest, type ItemState, type Ports, settingsFor } from '../item-state/index.ts';
import { type Change, commit } from '../write/index.ts';
import { actingPerson, manualStamp, waitForOtherLocks, writable } from './by-hand.ts';
import { type Diagnosis, diagnose } from './repair-diagnosis.ts';

export interface RepairRequest {
  readonly number: number;
  readonly reason: string;
  readonly dryRun: boolean;
}

/**
 * Puts a damaged record back to the last good revision in the comment's edit history, and appends a `repair` note that
 * keeps what was found, why and by whom. A sound record is left alone.
 * @throws LoopForgeError `record_not_found`, `record_unreadable` (no good revision is left), `permission_missing`, and
 *   those of reading and writing.
 */
export async function repair(ports: Ports, asked: ItemRequest, request: RepairRequest): Promise<RepairResult> {
  const runRequest = { ...asked, byHand: true };
  const reading = await withComments(ports.github, await ports.github.read(request.number));
  const diagnosis = await diagnose(ports.github, reading, await recordAuthorsOfItem(runRequest, reading));
  if (diagnosis.damage === null || request.dryRun) return resultOf(diagnosis, null);
  let latest = diagnosis;
  const first = await assessGood(ports.github, runRequest, reading, diagnosis);
  const { appended } = await commit(ports, first, {
    assess: async (github, read) => {
      const again = await withComments(github, read);
      latest = await diagnose(github, again, await recordAuthorsOfItem(runRequest, again));
      return assessGood(github, runRequest, again, latest);
    },
    change: (itemState) => repaired(ports, runRequest, itemState, latest, request.reason),
    lock: first.run.lock,
  });
  const note = appended.at(-1);
  if (note === undefined) return resultOf({ ...latest, damage: null }, null);
  // A record author's lock is heeded by every run, and whoever had read a damaged record has nothing to write.
  for (const ms of isRecordAuthor(first) ? [] : WAITS.byHandMs) {
    await waitForOtherLocks(ports, ms);
    await checkStands(ports, runRequest, request.number, note);
  }
  return resultOf(latest, note.seq);
}

/** Looks again before the repair is claimed. @throws LoopForgeError `conflict` where another writer undid it */
async function checkStands({ github }: Ports, runRequest: ItemRequest, number: number, note: Entry): Promise<void> {
  const reading = await withComments(github, await github.read(number));
  const { damage, good } = await diagnose(github, reading, await recordAuthorsOfItem(runRequest, reading));
  const sealed = good.segments.at(-1)?.last_seq ?? 0;
  const stands = note.seq <= sealed || entriesOf(good).some((entry) => entry.hash === note.hash);
  if (damage === null && stands) return;
  throw new LoopForgeError(
    'conflict',
    'Another run, or a person, wrote the record after it was repaired. Wait until no workflow runs for this item, and repeat the command.',
  );
}

/** The good revision with the note, to be written into the comment as it counts its writes now; null: all is well. */
async function repaired(
  ports: Ports,
  runRequest: ItemRequest,
  itemState: ItemState,
  { damage, good }: Diagnosis,
  reason: string,
): Promise<Change | null> {
  if (damage === null) return null;
  writable(itemState);
  const actor = actingPerson(itemState.reading, runRequest);
  const known = new Set((await knownEntries(ports.atOnce, itemState, good)).map((entry) => entry.hash));
  const draft = draftRepair(damage, good, known, { actor, reason });
  return { ...appendEntries(good, [draft], manualStamp(ports, itemState.reading.at)), absorbed: [] };
}

/** Where a sealed part is damaged too, the entries of the head have to do. */
async function knownEntries(github: GitHubItems, { reading, found }: ItemState, good: LoopRecord) {
  if (found.stored === null) return entriesOf(good);
  try {
    return entriesOf(await readWholeRecord(github, reading.facts.number, { ...found.stored, record: good }));
  } catch (error) {
    if (error instanceof LoopForgeError && error.code === 'record_unreadable') return entriesOf(good);
    throw error;
  }
}

/** Looks at the item as if the good revision stood in the comment, which keeps its own count of writes. */
async function assessGood(
  github: GitHubItems,
  runRequest: ItemRequest,
  reading: Reading,
  diagnosis: Diagnosis,
): Promise<ItemState> {
  const { comment, good, goodBody, others } = diagnosis;
  const asItWas: CommentFact = { ...comment, body: goodBody, editor: comment.author, revisions: good.head.rev };
  const comments = reading.comments.flatMap((one) => (one === comment ? [asItWas] : others.includes(one) ? [one] : []));
  const itemState = await assessItem(github, runRequest, { ...reading, comments });
  const stored = itemState.found.stored;
  if (stored === null) throw new LoopForgeError('internal', 'The good revision was not taken for the record.');
  return { ...itemState, found: { ...itemState.found, stored: { ...stored, comment } } };
}

async function withComments(github: GitHubItems, reading: Reading): Promise<Reading> {
  if (reading.allCommentsSeen) return reading;
  return { ...reading, comments: await github.readAllComments(reading.facts.number), allCommentsSeen: true };
}

async function recordAuthorsOfItem(runRequest: ItemRequest, reading: Reading): Promise<RecordAuthors> {
  return recordAuthorsFor(reading, (await settingsFor(runRequest, reading)).law, runRequest);
}

/** @param note number of the note that was appended; null: nothing was written */
function resultOf({ comment, damage, good }: Diagnosis, note: number | null): RepairResult {
  const { rev, seq, hash } = good.head;
  const examined = { recordId: good.record_id, url: comment.url, good: { rev, seq, hash } };
  if (damage === null) return { outcome: 'sound', ...examined };
  const { problem, editor, editedAt } = damage;
  const damaged = { ...examined, problem, editor, editedAt };
  return note === null ? { outcome: 'repairable', ...damaged } : { outcome: 'repaired', ...damaged, note };
}
