import type { RunContext } from '../core/facts/event.ts';
import type { Render } from '../core/record/shown.ts';
import type { SettingsPatch } from '../core/settings.ts';
import type { VerifyGitHub } from '../core/verify/evidence.ts';

/** What verifying needs of the outside world. */
export interface VerifyMeans {
  readonly github: VerifyGitHub;
  /** Settings given by the caller; the config file of the repository counts as in every run. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  readonly log: (line: string) => void;
  readonly render: Render;
  /** Asked between two items. Left out: nobody cancels. */
  readonly isCancelled?: () => boolean;
  /** The job that this runs in, by which its own checks are told from others; left out: there is none. */
  readonly context?: RunContext;
  /**
   * Look at every workflow run that entries name: one request each. Left out: yes. Over many items GitHub's hourly limit
   * does not suffice for that; the check is then listed as one that nobody asked for.
   */
  readonly runs?: boolean;
}
