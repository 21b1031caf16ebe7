import type { LoopRecord, Render } from '../../core/model.ts';
import {
  type Check,
  type CheckName,
  checkView,
  type Gathered,
  notAskedFor,
  notHad,
  there,
  unclear,
  type ViewEvidence,
} from '../../core/verify/index.ts';
import { viewHash } from '../record/index.ts';

/** What people read of a record, and what makes it. */
export interface View {
  /** Null: the record does not stand in a comment. */
  readonly visible: string | null;
  /** Undefined: nothing, so that what people read is only compared with its hash. */
  readonly render: Render | undefined;
  /** What came of the other checks of the record in itself. */
  readonly checks: readonly Check[];
}

/** What must hold before anything follows from the record. */
const BEFORE: readonly CheckName[] = ['canonical', 'schema', 'chain', 'commitments', 'steps', 'fold'];

/**
 * The visible part that stands with a record, and the one that the record makes: whoever can write the comment can name
 * any. Where the record does not hold nothing follows from it, and none is made.
 * @param record as it stands in the comment itself, its sealed parts apart
 */
export function viewEvidence(record: LoopRecord, { visible, render, checks }: View): Gathered<ViewEvidence> {
  const { head } = record;
  const standing = { head, standing: visible === null ? null : viewHash(visible), made: null };
  const isNamed = head.view !== null && head.shown !== null && checkView(standing).length === 0;
  const doesHold = !checks.some(({ name, findings }) => BEFORE.includes(name) && findings.some(isFailure));
  if (render === undefined || !isNamed || !doesHold) return visible === null ? NO_COMMENT : there(standing);
  const made = render(record);
  return made === null ? UNKNOWN : there({ ...standing, made: viewHash(made) });
}

const NO_COMMENT = notAskedFor('The record was not given as a comment.');

const NEWER =
  'The record speaks of what this version of LoopForge does not know, so its visible part cannot be made again.';
const UNKNOWN = notHad(NEWER, [unclear('unknown_kind', null, NEWER)]);

function isFailure({ gravity }: Check['findings'][number]): boolean {
  return gravity === 'fail';
}
