import type { Story } from './story.ts';
import { STORIES_01_15 } from './table-01-15.ts';
import { STORIES_16_31 } from './table-16-31.ts';
import { STORIES_32_46 } from './table-32-46.ts';
import { STORIES_47_63 } from './table-47-63.ts';
import { STORIES_64_84 } from './table-64-84.ts';

/** What the lifecycles as shipped must do, story by story. */
export const STORIES: readonly Story[] = [
  ...STORIES_01_15,
  ...STORIES_16_31,
  ...STORIES_32_46,
  ...STORIES_47_63,
  ...STORIES_64_84,
];

/** Stories in which somebody breaks the order: in `standard` these and no others have a red job. */
export const VIOLATIONS: ReadonlySet<string> = new Set(
  '09 15a 15b 19 20 21 23 43 44 49 50 56 57 60 63 64 65 67 70 77 81a 81b'.split(' '),
);

/** Of these, whose violation is over at the end: the facts proved the merge later, or it was only an assertion. */
export const HEALED: ReadonlySet<string> = new Set(['20', '44', '50', '70']);

/** Flags on the steps of a story, in order; all other stories have none. */
export const FLAGS = {
  standard: {
    '05': 'approved stale',
    '10': 'ci_passed no_checks',
    '11': 'ci_passed no_checks',
    '12': 'ci_passed no_checks',
    '20': 'ci_passed late, merged late',
    '50': 'ci_passed late, merged late',
    '60': 'ci_passed no_checks',
    '61': 'ci_passed no_checks',
    '70': 'pr_created inferred, ci_passed late, merged inferred, merged late',
    '80': 'closed elsewhere',
  },
  strict: {
    '20': 'ci_passed late, merged late',
    '50': 'ci_passed late, merged late',
    '61': 'merged late',
    '70': 'pr_created inferred, ci_passed late, merged inferred, merged late',
  },
};
