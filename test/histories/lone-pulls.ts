import type { Life } from './issues.ts';
import { opensPull } from './pulls.ts';

/** Pull requests that close no issue, each an item of its own. */
export const LONE_PULL_LIVES: readonly Life[] = [
  { name: 'merged', share: 0.8, begin: (stage) => void opensPull(stage, 'merged', { body: '' }) },
  { name: 'withdrawn', share: 0.15, begin: (stage) => void opensPull(stage, 'withdrawn', { body: '' }) },
  { name: 'open', share: 0.05, begin: (stage) => void opensPull(stage, 'open', { body: '' }) },
];
