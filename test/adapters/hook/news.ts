import type { HookNews } from '../../../src/core/ports/hooks.ts';
import { appendEntries, type Draft } from '../../../src/core/record/append/append.ts';
import { aStamp, aStep, recordOf } from '../../core/sample-drafts.ts';

const ITEM: HookNews['item'] = {
  url: 'https://github.com/acme/widgets/issues/42',
  title: 'A title',
  commentUrl: null,
  missing: [],
  violations: [],
};

/** A record that was born, and these entries, which are news. */
export function newsOf(...drafts: readonly Draft[]): HookNews {
  const { record, appended } = appendEntries(recordOf([aStep()]), drafts, aStamp());
  return { record, entries: appended, item: ITEM };
}

/** A record whose birth is news. */
export function newsOfBirth(): HookNews {
  const record = recordOf([aStep()]);
  return { record, entries: record.transitions, item: ITEM };
}
