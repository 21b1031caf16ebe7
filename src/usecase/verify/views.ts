import { normalizeView, readSegment, SEGMENT_MARKER, unwrap } from '../../codec/record/index.ts';
import { withRendered } from '../../codec/verify/index.ts';
import { type CommentFact, LoopForgeError, type SegmentRef } from '../../core/model.ts';
import { type Finding, fail } from '../../core/verify/index.ts';
import type { Candidate } from './candidates.ts';
import type { VerifyPorts } from './means.ts';

/* What people read in the comments of a record beside its own: they follow from what stands hidden in them too. */

/** Of the comments that hold its sealed parts. One that cannot be read is none of this. */
export function checkSealedViews(
  places: readonly SegmentRef[],
  comments: readonly CommentFact[],
  { renderSegment }: Pick<VerifyPorts, 'renderSegment'>,
): readonly Finding[] {
  return places.flatMap(({ comment_id, first_seq }) => {
    const comment = comments.find(({ databaseId }) => databaseId === comment_id);
    if (comment === undefined || tellsIts(comment.body, renderSegment)) return [];
    return [fail('view_mismatch', first_seq, `What people read in ${comment.url} is not what the sealed part says.`)];
  });
}

function tellsIts(body: string, renderSegment: VerifyPorts['renderSegment']): boolean {
  try {
    const { visible } = unwrap(body, SEGMENT_MARKER);
    return normalizeView(visible) === normalizeView(renderSegment(readSegment(body)));
  } catch (error) {
    if (error instanceof LoopForgeError) return true;
    throw error;
  }
}

/** Of the comments that the record continues: each is a record as it was then. */
export function checkEarlierViews(
  continued: readonly Candidate[],
  { render }: Pick<VerifyPorts, 'render'>,
): readonly Finding[] {
  return continued.flatMap(({ comment, record, checks }) => {
    if (record === null) return [];
    const view = withRendered(checks, { record, render }).find(({ name }) => name === 'view');
    const isUntrue = view?.findings.some(({ code }) => code === 'view_mismatch') === true;
    return isUntrue
      ? [fail('view_mismatch', null, `What people read in ${comment.url}, which the record continues, is not its own.`)]
      : [];
  });
}
