import type { ROLES } from '../values/index.ts';

export type Role = (typeof ROLES)[number];

/** Roles that one state has at most: a merge and a proposal are each one moment. */
export const SINGLE_ROLES: readonly Role[] = ['proposed', 'merged'];
