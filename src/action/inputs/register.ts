import type { SettingsPatch } from '../../core/model.ts';

/** One input of the action, as the manifest, the page of them and the reader of inputs know it. */
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

/** An input that is a setting, and may stand in the configuration file too. */
function setting<Name extends string>(
  name: Name,
  key: keyof SettingsPatch,
  fallback: string | null,
  description: string,
): InputSpec & { readonly name: Name } {
  return { name, fallback, declared: null, description, setting: key };
}

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
  setting('lifecycle', 'lifecycle', 'standard', '`standard` or `strict`.'),
  setting(
    'on-invalid',
    'onInvalid',
    'fail',
    'What a refused step does to the job: `fail`, `warn` or `ignore`. All three record it.',
  ),
  setting('auto-merge', 'autoMerge', 'false', "The record's `auto_merge` flag at creation."),
  setting('track', 'track', 'issues', '`issues`, or `all`: a pull request that closes no issue is an item too.'),
  setting(
    'require-issue',
    'requireIssue',
    'false',
    "A pull request (not a bot's) that closes no issue of this owner's fails.",
  ),
  setting(
    'begin',
    'begin',
    'issue_created',
    '`issue_created`, or `task_queued`: the record begins when the item is taken up.',
  ),
  setting(
    'ci',
    'ci',
    'checks',
    '`checks`, `none` (this repository has no CI) or `asserted` (CI that does not report to GitHub).',
  ),
  setting(
    'required-checks',
    'requiredChecks',
    null,
    'Checks that decide, names or globs, one a line; empty: what the base branch requires, else all.',
  ),
  setting('ignore-checks', 'ignoreChecks', null, 'Checks that do not count, names or globs, one a line.'),
  setting(
    'require-current-approval',
    'requireCurrentApproval',
    'false',
    'An approval counts only for the commit it was given for.',
  ),
  setting(
    'unmerged-close',
    'unmergedClose',
    'refuse',
    'An item that was taken up and is closed by hand with nothing merged: `refuse` or `accept`.',
  ),
  setting(
    'ignore-labels',
    'ignoreLabels',
    null,
    'Items with one of these labels are left alone, pull requests that close no issue too, one a line.',
  ),
  setting(
    'trusted-authors',
    'trustedAuthors',
    null,
    'Further numeric account ids whose record comments count, one a line.',
  ),
  setting('label-prefix', 'labelPrefix', null, 'Keep one state label, such as `loopforge:`; empty: none.'),
  setting(
    'status-context',
    'statusContext',
    null,
    "Commit status to set on the pull request's head, such as `loopforge`; empty: none.",
  ),
  setting(
    'lock',
    'lock',
    'reaction',
    'How two runs keep apart: `reaction`, or `none` where one `concurrency` group does it.',
  ),
  {
    name: 'dry-run',
    fallback: 'false',
    declared: null,
    description: 'Plan and report, write nothing.',
    setting: null,
  },
  setting('summary', 'summary', 'true', 'Write the job summary.'),
  setting(
    'comment',
    'comment',
    'full',
    'What people see of a record comment: `full`, or `short`, its three lines alone.',
  ),
  setting('limit', 'limit', '50', 'For `sweep`: how many records may begin in one run.'),
  setting(
    'on-effect-failure',
    'onEffectFailure',
    'warn',
    'What a label or status that could not be set does to the job: `warn` or `fail`.',
  ),
  setting(
    'on-inconclusive',
    'onInconclusive',
    'warn',
    'For `verify`, where it cannot be told: `warn`, or `fail` for what hardly comes about honestly.',
  ),
] as const satisfies readonly InputSpec[];

export type InputName = (typeof INPUTS)[number]['name'];
