// Compiled by package-types.test.ts against the built declarations, with the drivers and their own types beside it, the
// way a user's program is; it never runs.
import type { Repository } from 'loopforge';

export const repositories: readonly Repository[] = [];
