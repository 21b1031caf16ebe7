import type { LawSettings } from '../../src/core/values/settings.ts';
import type { ProtectionInput } from '../support/github/world/repo-ops.ts';
import type { Act } from './acts.ts';

/** How the repository of a story is set up. */
export interface StorySettings {
  /** Approvals that the default branch requires; none where left out. */
  readonly reviews?: number;
  /** A push dismisses approvals, unless this is false. */
  readonly dismissStale?: false;
  /** Status checks that the default branch requires. */
  readonly required?: readonly string[];
  /** The same by a rule set, which hears only the app of that id. */
  readonly pinned?: { readonly [check: string]: number };
  /** A pull request that closes no issue is the item, with `track: all`. */
  readonly noIssue?: true;
  readonly autoMerge?: true;
  readonly ci?: LawSettings['ci'];
  /** File of the workflow that LoopForge's own job stands in; `loopforge` where left out. */
  readonly ownWorkflow?: string;
}

/** What protects the default branch of a story: classic protection, or a rule set where a check is pinned to an app. */
export function protectionFor({ reviews = 0, required = [], pinned, dismissStale }: StorySettings): ProtectionInput {
  const pins = Object.entries(pinned ?? {}).map(([context, appId]) => ({ context, appId }));
  return {
    via: pinned === undefined ? 'branch' : 'ruleset',
    requiredApprovals: reviews,
    requiredChecks: [...required, ...pins],
    dismissStale: dismissStale ?? true,
  };
}

/**
 * One line of a story: what happens in the world, which event GitHub delivers then (what happened before it in the
 * same line was missed), and what must come of it. `event` may carry words after its name: `workflow_run test`.
 * `standard` and `strict` are written as `readExpectation` reads them; without `strict` both are the same.
 */
export type Row = readonly [acts: Act | readonly Act[], event: string, standard: string, strict?: string];

export interface Story {
  readonly id: string;
  readonly title: string;
  readonly settings?: StorySettings;
  readonly rows: readonly Row[];
  /** The state at the end; null: no record began. */
  readonly end: string | null | { readonly standard: string; readonly strict: string };
}

export type LifecycleName = 'standard' | 'strict';
export const LIFECYCLES: readonly LifecycleName[] = ['standard', 'strict'];

export function expectedOf(row: Row, lifecycle: LifecycleName): string {
  const [, , standard, strict] = row;
  return lifecycle === 'strict' ? (strict ?? standard) : standard;
}

export function endOf({ end }: Story, lifecycle: LifecycleName): string | null {
  return end === null || typeof end === 'string' ? end : end[lifecycle];
}
