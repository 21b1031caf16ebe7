import type { HookNews } from '../../../src/core/ports/hooks.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { inOrder } from '../../core/by-hand.ts';
import { aNote, aRejection, aStep, recordOf } from '../../core/sample-drafts.ts';

/** One entry of each kind; two of them name somebody. */
export const RECORD: LoopRecord = recordOf([aStep({ metadata: { ticket: 'OPS-7' } }), aRejection(), aNote()]);

export function newsOf(record: LoopRecord = RECORD, from = 1): HookNews {
  const item = {
    url: 'https://github.com/acme/widgets/issues/42',
    title: 'A title',
    commentUrl: null,
    missing: [],
    violations: [],
  };
  return { record, entries: inOrder(record).filter(({ seq }) => seq >= from), item };
}
