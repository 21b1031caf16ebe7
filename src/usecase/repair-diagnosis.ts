import { releasedLifecycle } from '../codec/lifecycle/released-lifecycles.ts';
import { decodeComment, hasMarker, viewHash } from '../codec/record/comment.ts';
import { LoopForgeError } from '../core/errors.ts';
import type { CommentFact, EditFact, GitHubItems, Reading } from '../core/ports.ts';
import { mayStand, type Revision } from '../core/record/accepted-revision.ts';
import { bindingOf } from '../core/record/binding.ts';
import type { LoopRecord } from '../core/record/record.ts';
import type { Damage } from '../core/record/repair.ts';
import { checkRecord } from '../core/verify/verify-record.ts';
import { suspectsAmong } from './emptied.ts';
import { GITHUB_ACTIONS_BOT, placeOf } from './stored-record.ts';

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
  trustedAuthors: readonly string[],
): Promise<Diagnosis> {
  const trusted = new Set([GITHUB_ACTIONS_BOT, ...trustedAuthors]);
  const kept = reading.comments.filter((one) => one.viewerDidAuthor || trusted.has(one.author?.id ?? ''));
  const examined: Examined[] = [];
  const suspects = suspectsAmong(reading, trustedAuthors);
  for (const comment of kept.filter((one) => hasMarker(one.body) || suspects.includes(one))) {
    examined.push(await examine(github, reading, comment, trusted));
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
  trusted: ReadonlySet<string>,
): Promise<Examined> {
  let history: readonly Judged[] = [];
  for (const depth of DEPTHS) {
    const edits = await github.readEdits(comment, depth);
    history = judge(reading, comment, edits, trusted);
    if (edits.length < depth || history.some(({ problem }) => problem === null)) break;
  }
  const [now] = history;
  if (now === undefined) throw new LoopForgeError('internal', 'A comment without any text was taken for a record.');
  const good = history.find(({ problem }) => problem === null);
  const record = good?.record ?? null;
  return { comment, now, good: good === undefined || record === null ? null : { ...good, record } };
}

/** The comment as it stands, and every revision before it, newest first. */
function judge(
  reading: Reading,
  comment: CommentFact,
  edits: readonly EditFact[],
  trusted: ReadonlySet<string>,
): readonly Judged[] {
  const current = { body: comment.body, editor: comment.editor ?? comment.author };
  const older = edits[0]?.body === comment.body ? edits.slice(1) : edits.filter(({ body }) => body !== comment.body);
  const texts = [current, ...older];
  const read = texts.map(({ body }) => (body === null ? null : readBody(body, reading)));
  const revisions = texts.map(({ editor }, index): Revision => {
    const isKeeper = editor !== null && (trusted.has(editor.id) || editor.id === comment.author?.id);
    return { content: contentOf(read[index] ?? null), editor, trusted: isKeeper };
  });
  return read.flatMap((one, index) => {
    if (one === null) return [];
    const editor = texts[index]?.editor?.login ?? 'a deleted account';
    const stands = one.problem !== null || mayStand(revisions.slice(index));
    return [stands ? one : { ...one, problem: `it was edited by ${editor}, who does not keep this record` }];
  });
}

function contentOf(judged: Judged | null): Revision['content'] {
  return judged === null ? 'deleted' : (judged.record ?? 'unreadable');
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
  if (!['here', 'moved'].includes(placeOf(bindingOf(record), reading)))
    return `it holds the record of ${record.record_id}`;
  const checks = checkRecord(record, { lifecycleOf: releasedLifecycle });
  const findings = checks.flatMap((check) => (check.name === 'chain' || check.name === 'fold' ? check.findings : []));
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
