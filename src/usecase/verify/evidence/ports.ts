import type { Instant, Render, RunContext, Segment, SettingsPatch } from '../../../core/model.ts';
import type { VerifyGitHub } from '../../../core/verify/index.ts';

/** What a list of all items of a repository shows so far. */
export interface RepositoryKept {
  /** When the oldest of its records was begun; null: it has none. */
  since: Instant | null;
}

/** Shared by all items of one command. Runs of claims are looked at in any case. */
export interface RunsBudget {
  left: number;
}

/** What verifying needs of the outside world. */
export interface VerifyPorts {
  readonly github: VerifyGitHub;
  /** Settings given by the caller; the config file of the repository counts as in every run. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly log: (line: string) => void;
  readonly render: Render;
  readonly renderSegment: (segment: Segment) => string;
  /** Asked between two items. Left out: nobody cancels. */
  readonly isCancelled?: () => boolean;
  /** The job that this runs in, by which its own checks are told from others; left out: there is none. */
  readonly context?: RunContext;
  /** Left out: only this item is looked at, so nothing is known of others. */
  readonly kept?: RepositoryKept;
  /**
   * How many workflow runs may still be looked at: one request each, and over many items GitHub's hourly limit does not
   * suffice for all that entries name. Left out: all of them; false: none at all.
   */
  readonly runs?: RunsBudget | false;
}
