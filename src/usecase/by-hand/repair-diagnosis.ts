import { releasedLifecycle } from '../../codec/lifecycle/index.ts';
import { decodeComment, hasMarker, viewHash } from '../../codec/record/index.ts';
import type { Damage } from '../../core/by-hand/index.ts';
import {
  bindingOf,
  type CommentFact,
  type GitHubItems,
  isWhole,
  LoopForgeError,
  type LoopRecord,
  type Reading,
  standingRevisions,
} from '../../core/model.ts';
import { checkChain, checkFold, recordEvidence } from '../../core/verify/index.ts';
import {
  formerRecords,
  mayHaveHeld,
  olderEdits,
  type RecordAuthors,
  recordPlaceOf,
  revisionsOf,
  type TextRevision,
} from '../find-record/index.ts';

/** The damage, and what is wrong, in words. */
interface Found extends Damage {
  readonly problem: string;
}

/** What is wrong with a record comment, and what it can go back to. */
export interface Diagnosis {
  readonly comment: CommentFact;
  /** Null: nothing is wrong. */
  readonly damage: Found | null;
  /** The newest revision that is a sound record by somebody who keeps records. */
  readonly good: LoopRecord;
  readonly goodBody: string;
  /** Which of the comments of the item are still as they should be, this one left out. */
  readonly others: readonly CommentFact[];
}

/** A revision, and what speaks against it; null: it is sound. */
interface Judged {
  readonly body: string;
  readonly record: LoopRecord | null;
  readonly problem: string | null;
}

/** How many revisions are read, and how many if that was not enough. */
const DEPTHS = [3, 30, 300, 3_000];

/**
 * Finds the damaged record comment of an item and its last good revision. Where none is damaged, the record is its own.
 * @throws LoopForgeError `record_not_found`, `record_unreadable` where no good revision is left.
 */
export async function diagnose(
  github: GitHubItems,
  reading: Reading,
  recordAuthors: RecordAuthors,
): Promise<Diagnosis> {
  const suspects = reading.comments.filter((one) => mayHaveHeld(one, recordAuthors) && !hasMarker(one.body));
  const former = (await formerRecords(github, suspects, { reading, recordAuthors })).map(({ comment }) => comment);
  const claims = (one: CommentFact): boolean =>
    (recordAuthors.keeps(one) && hasMarker(one.body)) || former.includes(one);
  const examined: Examined[] = [];
  for (const comment of reading.comments.filter(claims)) {
    examined.push(await examine(github, reading, comment, recordAuthors));
  }
  const [chosen] = [...examined.filter(isCurable), ...examined.filter(isSound)];
  if (chosen?.good != null) return diagnosisOf(chosen, chosen.good, reading.comments, examined);
  const hopeless = examined.find(({ comment }) => hasMarker(comment.body));
  throw hopeless === undefined ? noRecord(reading) : incurable(hopeless);
}

interface Examined {
  readonly comment: CommentFact;
  readonly now: Judged;
  readonly good: (Judged & { readonly record: LoopRecord }) | null;
}

function isCurable({ now, good }: Examined): boolean {
  return now.problem !== null && good !== null;
}

function isSound({ now }: Examined): boolean {
  return now.problem === null;
}

function diagnosisOf(
  { comment, now }: Examined,
  good: NonNullable<Examined['good']>,
  comments: readonly CommentFact[],
  examined: readonly Examined[],
): Diagnosis {
  const { body, editor, lastEditedAt: editedAt } = comment;
  const damaged = new Set(examined.filter((one) => !isSound(one)).map((one) => one.comment));
  return {
    comment,
    damage: now.problem === null ? null : { body, record: now.record, editor, editedAt, problem: now.problem },
    good: good.record,
    goodBody: good.body,
    others: comments.filter((one) => one !== comment && !damaged.has(one)),
  };
}

async function examine(
  github: GitHubItems,
  reading: Reading,
  comment: CommentFact,
  recordAuthors: RecordAuthors,
): Promise<Examined> {
  let history: readonly Judged[] = [];
  for (const depth of DEPTHS) {
    const edits = await github.readEdits(comment, depth);
    const isWhole = edits.length < depth;
    history = judge(reading, revisionsOf(comment, olderEdits(comment, edits), { isWhole, recordAuthors }));
    if (isWhole || history.some(({ problem }) => problem === null)) break;
  }
  const [now] = history;
  if (now === undefined) throw new LoopForgeError('internal', 'A comment without any text was taken for a record.');
  const good = history.find(({ problem }) => problem === null);
  const record = good?.record ?? null;
  return { comment, now, good: good === undefined || record === null ? null : { ...good, record } };
}

/** The comment as it stands, and every revision before it, newest first. */
function judge(reading: Reading, revisions: readonly TextRevision[]): readonly Judged[] {
  const stands = standingRevisions(revisions);
  const judged = revisions.flatMap(({ body, editor }, index) => {
    if (body === null) return [];
    const one = readBody(body, reading);
    const by = editor?.login ?? 'a deleted account';
    const problem = stands[index] === true ? null : `it was edited by ${by}, who does not keep this record`;
    return [{ ...one, problem: one.problem ?? problem }];
  });
  return judged.toReversed();
}

/** What a body shows by itself. A record that is another item's is none of this one. */
function readBody(body: string, reading: Reading): Judged {
  try {
    const decoded = decodeComment(body);
    if (decoded.kind === 'none') return { body, record: null, problem: 'it does not begin as a record does' };
    const { record, visible } = decoded;
    return { body, record, problem: problemOf(record, visible, reading) };
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    const [reason = ''] = error.message.replace('The record comment cannot be read: ', '').split('. ');
    return { body, record: null, problem: `it cannot be read: ${reason}` };
  }
}

function problemOf(record: LoopRecord, visible: string, reading: Reading): string | null {
  if (!['here', 'moved'].includes(recordPlaceOf(bindingOf(record), reading)))
    return `it holds the record of ${record.record_id}`;
  const given = { given: record, record, aboutSegments: [], lifecycleOf: releasedLifecycle, item: null };
  const evidence = recordEvidence(given);
  const findings = [...checkChain(evidence), ...(isWhole(record) ? checkFold(evidence) : [])];
  const failed = findings.find(({ gravity }) => gravity === 'fail');
  if (failed !== undefined) return `it does not hold: ${failed.message.replace(/\.$/, '')}`;
  return viewHash(visible) === record.head.view ? null : 'its visible part was changed';
}

function noRecord({ facts }: Reading): LoopForgeError {
  return new LoopForgeError(
    'record_not_found',
    `${facts.repo}#${facts.number} has no record comment. If there was one and it was deleted, nothing can bring it back: GitHub keeps neither its text nor its edit history. ` +
      'Run "loopforge verify" to see who deleted a comment and when; the next run of LoopForge begins a new record, which says that what was before is not proven.',
  );
}

function incurable({ comment, now }: Examined): LoopForgeError {
  return new LoopForgeError(
    'record_unreadable',
    `The record in ${comment.url} cannot be put right: ${now.problem ?? ''}, and no revision in its edit history is a good one. ` +
      'Nothing was written. If the record may begin anew, keep a copy of the comment and delete it.',
  );
}
