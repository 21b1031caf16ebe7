import type { Story } from './story.ts';
import { STORIES_01_15 } from './table-01-15.ts';
import { STORIES_16_31 } from './table-16-31.ts';
import { STORIES_32_47 } from './table-32-47.ts';
import { STORIES_48_63 } from './table-48-63.ts';

/** What the lifecycles as shipped must do, story by story. */
export const STORIES: readonly Story[] = [...STORIES_01_15, ...STORIES_16_31, ...STORIES_32_47, ...STORIES_48_63];

/** Stories in which somebody breaks the order: in `standard` these and no others have a red job. */
export const VIOLATIONS: ReadonlySet<string> = new Set('09 15a 15b 19 20 21 23 43 44 49 50 56 57 60 63'.split(' '));
