import type { InputName } from './register.ts';

/** What each input is for, as the manifest and the page of them say it. Apart from the register, since no run reads it. */
export const INPUT_DESCRIPTIONS: { readonly [Name in InputName]: string } = {
  'github-token': 'Token that reads the item and writes the record comment.',
  command:
    '`track` (the items of this event), `transition` (claim a step), `sweep` (every open item and those closed in the last 7 days; with `track: all` pull requests too), `verify` (the records of the items that are named, or all), `repair` (put the damaged record of `issue` back to its last good revision).',
  issue: 'The item: `42`, `#42`, `owner/repo#42` or a URL.',
  'pull-request': 'A pull request, written the same way: the items that it closes.',
  sha: 'A commit, 40 hexadecimal digits: the items of the pull requests that it belongs to.',
  to: 'For `transition`: the state to enter; with `override` the state to reach.',
  trigger: 'For `transition`: the name of what caused the step.',
  metadata:
    'For `transition`: a JSON or YAML map, at most 20 keys, plain values of up to 1 kB, with `reason` no more than 5,000 characters as the record spells them.',
  override: 'For `transition`: walk to `to` whatever gates say, or answer for a refusal. Needs `reason`.',
  reason: 'Why the step is forced, or the record repaired; kept in the record.',
  config: 'Config file, read from the default branch. It may be absent while this is left at its default.',
  'dry-run': 'Plan and report, write nothing.',
  lifecycle: '`standard` or `strict`.',
  'on-invalid': 'What a refused step does to the job: `fail`, `warn` or `ignore`. All three record it.',
  'auto-merge': "The record's `auto_merge` flag at creation.",
  track: '`issues`, or `all`: a pull request that closes no issue is an item too.',
  'require-issue': "A pull request (not a bot's) that closes no issue of this owner's fails.",
  begin: '`issue_created`, or `task_queued`: the record begins when the item is taken up.',
  ci: '`checks`, `none` (this repository has no CI) or `asserted` (CI that does not report to GitHub).',
  'required-checks': 'Checks that decide, names or globs, one a line; empty: what the base branch requires, else all.',
  'ignore-checks': 'Checks that do not count, names or globs, one a line.',
  'require-current-approval': 'An approval counts only for the commit it was given for.',
  'unmerged-close': 'An item that was taken up and is closed by hand with nothing merged: `refuse` or `accept`.',
  'ignore-labels': 'Items with one of these labels are left alone, pull requests that close no issue too, one a line.',
  'trusted-authors': 'Further numeric account ids whose record comments count, one a line.',
  'label-prefix': 'Keep one state label, such as `loopforge:`; empty: none.',
  'status-context': "Commit status to set on the pull request's head, such as `loopforge`; empty: none.",
  lock: 'How two runs keep apart: `reaction`, or `none` where one `concurrency` group does it.',
  summary: 'Write the job summary.',
  comment: 'What people see of a record comment: `full`, or `short`, its three lines alone.',
  limit: 'For `sweep`: how many records may begin in one run.',
  mirror: 'A copy of each record in a database: `none`, `postgres`, `redis` or `dynamodb`.',
  'mirror-url':
    'The URL of the mirror, a secret: `postgres://…`, `redis://…` or `rediss://…`. For `dynamodb`, which goes by the AWS environment of the job, only where the endpoint is not AWS itself.',
  'mirror-table':
    "The table of the mirror, needed for `dynamodb`; for `redis` the prefix of its keys. Empty: the store's own name for it.",
  'on-effect-failure': 'What a label, status or mirror that could not be set does to the job: `warn` or `fail`.',
  'on-inconclusive': 'For `verify`, where it cannot be told: `warn`, or `fail` for what hardly comes about honestly.',
};
