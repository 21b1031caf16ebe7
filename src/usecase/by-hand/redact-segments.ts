import { decodeSegment, encodeSegment } from '../../codec/record/index.ts';
import { type CommentFact, type Erasure, eraseIn, LoopForgeError, type LoopRecord } from '../../core/model.ts';
import type { Ports } from '../item-state/index.ts';

/**
 * Erases values in the sealed parts of a record, each in its own comment. A part's hash is over the hashes of its
 * entries, so it stays what the record names.
 * @returns how many comments were edited
 * @throws LoopForgeError `permission_missing`, `record_unreadable` and what GitHub answers.
 */
export async function eraseSegments(
  { github, renderSegment }: Ports,
  number: number,
  { segments }: LoopRecord,
  erasures: readonly Erasure[],
): Promise<number> {
  const touched = segments.filter((ref) => erasures.some(({ seq }) => seq <= ref.last_seq));
  if (touched.length === 0) return 0;
  const comments = await github.readAllComments(number);
  let edited = 0;
  for (const { comment_id } of touched) {
    const comment = comments.find((one) => one.databaseId === comment_id);
    if (comment === undefined) continue;
    const segment = decodeSegment(comment.body);
    const entries = segment.entries.map((entry) => eraseIn(entry, erasures));
    if (entries.every((entry, index) => entry === segment.entries[index])) continue;
    checkWritable(comment);
    const erased = { ...segment, entries };
    await github.editComment(comment, encodeSegment(erased, renderSegment(erased)));
    edited++;
  }
  return edited;
}

function checkWritable({ url, viewerCanUpdate }: CommentFact): void {
  if (viewerCanUpdate) return;
  throw new LoopForgeError(
    'permission_missing',
    `This token may not edit ${url}, a sealed part of the record. It takes write access to the repository.`,
  );
}
