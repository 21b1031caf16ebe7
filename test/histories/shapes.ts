import type { StorySettings } from '../stories/story.ts';

/** A workflow of a repository: the name of its one job, its file, and how long it takes in seconds. */
export interface Workflow {
  readonly name: string;
  readonly file: string;
  readonly seconds: readonly [least: number, most: number];
}

/** How people work in one kind of repository. Shares are of pull requests, unless said otherwise. */
export interface Shape {
  readonly name: 'library' | 'service' | 'team' | 'tool';
  /** Of all items. */
  readonly share: number;
  readonly settings: StorySettings;
  readonly workflows: readonly Workflow[];
  /** Of items: no workflow runs at all. */
  readonly withoutChecks: number;
  readonly fromForks: number;
  /** Approved by somebody with write access before they are merged. */
  readonly approved: number;
  /** Merged although something has just gone wrong. */
  readonly forced: number;
  /** Of items: they are merged by the merge queue, and what is required runs there alone. */
  readonly queued: number;
  /** Merged within 2 minutes of the last push, and within 2 to 20. */
  readonly atOnce: number;
  readonly soon: number;
}

/** Many strangers, no rules: whoever maintains it looks at the checks and merges. */
const LIBRARY: Shape = {
  name: 'library',
  share: 0.39,
  settings: {},
  workflows: [
    { name: 'build', file: 'ci', seconds: [120, 900] },
    { name: 'lint', file: 'lint', seconds: [40, 120] },
  ],
  withoutChecks: 0.05,
  fromForks: 0.5,
  approved: 0.54,
  forced: 0.015,
  queued: 0,
  atOnce: 0.015,
  soon: 0.11,
};

/** A team with rules: one approval, one required check, sometimes a merge queue. */
const SERVICE: Shape = {
  name: 'service',
  share: 0.19,
  settings: { reviews: 1, required: ['build'], dismissStale: false },
  workflows: [
    { name: 'build', file: 'ci', seconds: [180, 1500] },
    { name: 'e2e', file: 'e2e', seconds: [300, 2400] },
  ],
  withoutChecks: 0,
  fromForks: 0.04,
  approved: 0.95,
  forced: 0.015,
  queued: 0.15,
  atOnce: 0.01,
  soon: 0.08,
};

/** A careful team: two approvals, and a push takes them away. */
const TEAM: Shape = {
  name: 'team',
  share: 0.1,
  settings: { reviews: 2 },
  workflows: [{ name: 'build', file: 'ci', seconds: [90, 600] }],
  withoutChecks: 0,
  fromForks: 0.1,
  approved: 0.95,
  forced: 0.015,
  queued: 0,
  atOnce: 0.01,
  soon: 0.06,
};

/** One owner who merges as the work is done; often there is no check, or a fast one. */
const TOOL: Shape = {
  name: 'tool',
  share: 0.32,
  settings: {},
  workflows: [{ name: 'test', file: 'test', seconds: [15, 90] }],
  withoutChecks: 0.25,
  fromForks: 0.2,
  approved: 0.12,
  forced: 0.015,
  queued: 0,
  atOnce: 0.18,
  soon: 0.22,
};

export const SHAPES: readonly Shape[] = [LIBRARY, SERVICE, TEAM, TOOL];
