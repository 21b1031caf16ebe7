import type { Effect, LoopRecord, RunSettings } from '../../core/model.ts';
import { notCopiedHere, wouldBeCopied } from '../../core/words/index.ts';
import type { ItemPorts, ItemRequest, ItemState } from '../item-state/index.ts';

/** What becomes of the copy in the mirror, and what a person should know of that. */
interface MirrorPlan {
  readonly effects: readonly Effect<'mirror'>[];
  readonly notices: readonly string[];
}

/** A record as a run leaves it. */
interface Mirrored {
  readonly run: RunSettings;
  readonly record: LoopRecord | null;
  /** Whether the comment may have been written, by this run or by another that was first. */
  readonly isWritten: boolean;
}

const NOTHING: MirrorPlan = { effects: [], notices: [] };

/**
 * A record that was written is copied. Where nothing was, copies are only looked at by those who do so for its own sake: a
 * sweep, and a run whose item was named. Any other run stays away from the database.
 */
export function mirrorEffect(
  { mirrors }: ItemPorts,
  { occasion }: ItemRequest,
  { run: { mirror, mirrorTable }, record, isWritten }: Mirrored,
): MirrorPlan {
  const settings = { mirror, mirrorTable };
  const isCheck = occasion !== 'event';
  if (mirror === 'none' || mirrors === undefined || record === null || !(isWritten || isCheck)) return NOTHING;
  if (mirrors.isWithheld(settings)) return { effects: [], notices: [notCopiedHere(settings)] };
  return { effects: [{ kind: 'mirror', mirror: { ...settings, record, isCheck } }], notices: [] };
}

/** What a dry run says of it that would write. */
export function aboutDryMirror({ run }: ItemState): readonly string[] {
  return run.mirror === 'none' ? [] : [wouldBeCopied(run)];
}
