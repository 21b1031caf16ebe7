/**
 * What a state means, whatever it is called: the law asks for these, never for a name. A state without a role means
 * nothing beyond its place.
 */
export const ROLES = [
  'queued', // somebody has taken it up
  'proposed', // there is a pull request
  'checking', // its checks have no verdict yet
  'passed', // its checks have passed
  'failed', // its checks have failed
  'in_review', // a review is awaited
  'approved', // the review is approved
  'merged', // the pull request is merged
  'done', // the item is over
] as const;
export type Role = (typeof ROLES)[number];

/** Roles that one state has at most: a merge and a proposal are each one moment. */
export const SINGLE_ROLES: readonly Role[] = ['proposed', 'merged'];
