import type { SettingsPatch } from '../../core/model.ts';

/** One input of the action, as the manifest, the README and the reader of inputs know it. */
export interface InputSpec {
  readonly name: string;
  /** What counts when it is not given, in words; null: nothing. */
  readonly fallback: string | null;
  /**
   * The default that the manifest declares; null: none. A setting must have none: the runner would hand it over as given.
   */
  readonly declared: string | null;
  readonly description: string;
  /** The setting that this input sets, by its name in code; null: it is no setting. */
  readonly setting: keyof SettingsPatch | null;
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: an expression that the runner evaluates
const JOB_TOKEN = '${{ github.token }}';

/** Every input, in the order of the table. Names are a contract: add, never rename. */
export const INPUTS = [
  {
    name: 'github-token',
    fallback: JOB_TOKEN,
    declared: JOB_TOKEN,
    description: 'Token that reads the item and writes the record comment.',
    setting: null,
  },
  {
    name: 'command',
    fallback: 'track',
    declared: 'track',
    description:
      '`track` (the items of this event), `transition` (claim a step), `sweep` (every open item and those closed in the last 7 days; with `track: all` pull requests too), `verify` (the records of the items that are named, or all), `repair` (put the damaged record of `issue` back to its last good revision).',
    setting: null,
  },
  {
    name: 'issue',
    fallback: 'from the event',
    declared: null,
    description: 'The item: `42`, `#42`, `owner/repo#42` or a URL.',
    setting: null,
  },
  {
    name: 'pull-request',
    fallback: 'from the event',
    declared: null,
    description: 'A pull request, written the same way: the items that it closes.',
    setting: null,
  },
  {
    name: 'sha',
    fallback: 'from the event',
    declared: null,
    description: 'A commit, 40 hexadecimal digits: the items of the pull requests that it belongs to.',
    setting: null,
  },
  {
    name: 'to',
    fallback: null,
    declared: null,
    description: 'For `transition`: the state to enter; with `override` the state to reach.',
    setting: null,
  },
  {
    name: 'trigger',
    fallback: 'workflow.asserted',
    declared: null,
    description: 'For `transition`: the name of what caused the step.',
    setting: null,
  },
  {
    name: 'metadata',
    fallback: '{}',
    declared: null,
    description:
      'For `transition`: a JSON or YAML map, at most 20 keys, plain values of up to 1 kB, with `reason` no more than 5,000 characters as the record spells them.',
    setting: null,
  },
  {
    name: 'override',
    fallback: 'false',
    declared: null,
    description: 'For `transition`: walk to `to` whatever gates say, or answer for a refusal. Needs `reason`.',
    setting: null,
  },
  {
    name: 'reason',
    fallback: null,
    declared: null,
    description: 'Why the step is forced, or the record repaired; kept in the record.',
    setting: null,
  },
  {
    name: 'config',
    fallback: '.github/loopforge.yml',
    declared: null,
    description: 'Config file, read from the default branch. It may be absent while this is left at its default.',
    setting: null,
  },
  {
    name: 'lifecycle',
    fallback: 'standard',
    declared: null,
    description: '`standard` or `strict`.',
    setting: 'lifecycle',
  },
  {
    name: 'on-invalid',
    fallback: 'fail',
    declared: null,
    description: 'What a refused step does to the job: `fail`, `warn` or `ignore`. All three record it.',
    setting: 'onInvalid',
  },
  {
    name: 'auto-merge',
    fallback: 'false',
    declared: null,
    description: "The record's `auto_merge` flag at creation.",
    setting: 'autoMerge',
  },
  {
    name: 'track',
    fallback: 'issues',
    declared: null,
    description: '`issues`, or `all`: a pull request that closes no issue is an item too.',
    setting: 'track',
  },
  {
    name: 'require-issue',
    fallback: 'false',
    declared: null,
    description: "A pull request (not a bot's) that closes no issue of this owner's fails.",
    setting: 'requireIssue',
  },
  {
    name: 'begin',
    fallback: 'issue_created',
    declared: null,
    description: '`issue_created`, or `task_queued`: the record begins when the item is taken up.',
    setting: 'begin',
  },
  {
    name: 'ci',
    fallback: 'checks',
    declared: null,
    description: '`checks`, `none` (this repository has no CI) or `asserted` (CI that does not report to GitHub).',
    setting: 'ci',
  },
  {
    name: 'required-checks',
    fallback: null,
    declared: null,
    description: 'Checks that decide, names or globs, one a line; empty: what the base branch requires, else all.',
    setting: 'requiredChecks',
  },
  {
    name: 'ignore-checks',
    fallback: null,
    declared: null,
    description: 'Checks that do not count, names or globs, one a line.',
    setting: 'ignoreChecks',
  },
  {
    name: 'require-current-approval',
    fallback: 'false',
    declared: null,
    description: 'An approval counts only for the commit it was given for.',
    setting: 'requireCurrentApproval',
  },
  {
    name: 'unmerged-close',
    fallback: 'refuse',
    declared: null,
    description: 'An item that was taken up and is closed by hand with nothing merged: `refuse` or `accept`.',
    setting: 'unmergedClose',
  },
  {
    name: 'ignore-labels',
    fallback: null,
    declared: null,
    description: 'Items with one of these labels are left alone, pull requests that close no issue too, one a line.',
    setting: 'ignoreLabels',
  },
  {
    name: 'trusted-authors',
    fallback: null,
    declared: null,
    description: 'Further numeric account ids whose record comments count, one a line.',
    setting: 'trustedAuthors',
  },
  {
    name: 'label-prefix',
    fallback: null,
    declared: null,
    description: 'Keep one state label, such as `loopforge:`; empty: none.',
    setting: 'labelPrefix',
  },
  {
    name: 'status-context',
    fallback: null,
    declared: null,
    description: "Commit status to set on the pull request's head, such as `loopforge`; empty: none.",
    setting: 'statusContext',
  },
  {
    name: 'lock',
    fallback: 'reaction',
    declared: null,
    description: 'How two runs keep apart: `reaction`, or `none` where one `concurrency` group does it.',
    setting: 'lock',
  },
  {
    name: 'dry-run',
    fallback: 'false',
    declared: null,
    description: 'Plan and report, write nothing.',
    setting: null,
  },
  {
    name: 'summary',
    fallback: 'true',
    declared: null,
    description: 'Write the job summary.',
    setting: 'summary',
  },
  {
    name: 'limit',
    fallback: '50',
    declared: null,
    description: 'For `sweep`: how many records may begin in one run.',
    setting: 'limit',
  },
  {
    name: 'on-effect-failure',
    fallback: 'warn',
    declared: null,
    description: 'What a label or status that could not be set does to the job: `warn` or `fail`.',
    setting: 'onEffectFailure',
  },
  {
    name: 'on-inconclusive',
    fallback: 'warn',
    declared: null,
    description: 'For `verify`, where it cannot be told: `warn`, or `fail` for what hardly comes about honestly.',
    setting: 'onInconclusive',
  },
] as const satisfies readonly InputSpec[];

export type InputName = (typeof INPUTS)[number]['name'];
