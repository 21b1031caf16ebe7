import type { LoopRecord, Render } from '../../core/model.ts';
import { type Check, type CheckName, couldNot, type Finding, fail, ran, unclear } from '../../core/verify/index.ts';
import { viewHash } from '../record/index.ts';

/** Whether the part that people read is the one whose hash the record names. */
export function checkView({ head }: LoopRecord, visible: string): readonly Finding[] {
  return head.view === viewHash(visible) && head.shown !== null ? [] : [MISMATCH];
}

const MISMATCH = fail(
  'view_mismatch',
  null,
  'The part that people read is not the one that was written with this record.',
);

/** A record as it was given, and what makes its visible part. */
export interface RenderedView {
  /** What stands in the comment itself, its sealed parts apart. */
  readonly record: LoopRecord;
  readonly render: Render | undefined;
}

/** What must hold before anything follows from the record. */
const BEFORE: readonly CheckName[] = ['canonical', 'schema', 'view', 'chain', 'commitments', 'steps', 'fold'];

/**
 * The checks of a record in itself, and whether the visible part that it names is the one that it makes: whoever can
 * write the comment can name any. Where the record does not hold nothing follows from it, and this adds nothing.
 */
export function withRendered(checks: readonly Check[], { record, render }: RenderedView): readonly Check[] {
  const { view, shown } = record.head;
  if (render === undefined || view === null || shown === null) return checks;
  if (checks.some(({ name, findings }) => BEFORE.includes(name) && findings.some(isFailure))) return checks;
  const visible = render(record);
  const rendered = visible === null ? UNKNOWN : ran('view', view === viewHash(visible) ? [] : [UNTRUE]);
  return [...checks.filter(({ name }) => name !== 'view'), rendered];
}

const NEWER =
  'The record speaks of what this version of LoopForge does not know, so its visible part cannot be made again.';
const UNKNOWN: Check = { ...couldNot('view', NEWER), findings: [unclear('unknown_kind', null, NEWER)] };

const UNTRUE = fail('view_mismatch', null, 'The part that people read is not what the record says.');

function isFailure({ gravity }: Finding): boolean {
  return gravity === 'fail';
}
