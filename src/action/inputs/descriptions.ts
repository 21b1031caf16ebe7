import type { InputName } from './register.ts';

/** What each input is for, as the manifest and the page of them say it. Apart from the register, since no run reads it. */
export const INPUT_DESCRIPTIONS: { readonly [Name in InputName]: string } = {
  'github-token': 'Token that reads the item and writes the record comment.',
  command:
    '`track` (the items of this event), `transition` (claim a step), `sweep` (every open item and those closed in the last 7 days; with `track: all` pull requests too), `verify` (the records of the items that are named, or all), `repair` (put the damaged record of `issue` back to its last good revision), `list` (where every item stands), `export` (all records, or their entries, as a file).',
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
  limit:
    'For `sweep`: how many records may begin in one run. For `list` and `export`, where it is given as an input: how many items at most.',
  'filter-state': 'For `list` and `export`: only items in one of these states, one a line.',
  'older-than':
    'For `list` and `export`: only items that have been in their state for longer, such as `90m`, `12h`, `3d` or `2w`.',
  violations:
    'For `list` and `export`: only items with open violations. A `list` that finds one is `rejected`, and red as `on-invalid` says.',
  format: 'For `export`: `ndjson`, `json`, `csv`, `xlsx`, `cloudevents` or `ocsf`.',
  'output-file':
    'For `export`: the file to write, from the workspace on; its folder is made. Empty: `loopforge-export` in the temporary folder of the job.',
  since:
    'For `export`: only what was recorded at this moment or later, such as `2026-03-01` or `2026-03-01T12:00:00Z`, or a `watermark`: what the export that gave it did not write.',
  until: 'For `export`: only what was recorded before this moment, or before this day.',
  'redact-actors': 'For `export`: pseudonyms in place of people, and none of their words.',
  mirror: 'A copy of each record in a database: `none`, `postgres`, `redis` or `dynamodb`.',
  'mirror-url':
    'The URL of the mirror, a secret: `postgres://…`, `redis://…` or `rediss://…`. For `dynamodb`, which goes by the AWS environment of the job, only where the endpoint is not AWS itself.',
  'mirror-table':
    "The table of the mirror, needed for `dynamodb`; for `redis` the prefix of its keys. Empty: the store's own name for it.",
  'webhook-url':
    'Where each entry is sent as it is recorded, one `https` URL a line: a CloudEvent, signed as Standard Webhooks says. May be a secret.',
  'webhook-secret':
    'Signs what webhooks send: `whsec_` and 24 to 64 bytes in base64, a secret. Several, one a line, while one replaces the other.',
  'webhook-names':
    'Webhooks tell who did it and with which metadata, too. Else they get what proves it, and no personal data.',
  'slack-webhook-url': "The URL of Slack's incoming webhook, a secret: one message for each item of a run.",
  'slack-on': 'The states that Slack is told of, one a line; empty: all.',
  dispatch: 'The `event_type` of a `repository_dispatch` after each step, such as `loopforge`; empty: none.',
  'otlp-endpoint': 'Where metrics go, by OTLP over HTTP, such as `https://otlp.example.com`; empty: nowhere.',
  'otlp-headers': 'Headers of that, one a line, such as `authorization: Bearer …`; a secret.',
  'audit-log': 'A file that gets one line of JSON for each entry of this run, or `log`: the log of the job.',
  'gate-url': 'Who is asked before a step into a state of `gate-on`, an `https` URL; empty: nobody.',
  'gate-on': 'The states that the gate is asked about, one a line.',
  'gate-failure':
    'Where the gate does not answer: `closed`, the run fails and records nothing, or `open`, the step is taken.',
  'gate-secret': 'Signs what the gate is asked: `whsec_` and 24 to 64 bytes in base64, a secret.',
  'hook-timeout': 'How many seconds a hook or the gate may take for one answer, 1 to 60.',
  'allow-hosts': 'Hosts that hooks and the gate may reach although their addresses are private, one a line.',
  'on-effect-failure': 'What a label, status, hook or mirror that could not be set does to the job: `warn` or `fail`.',
  'on-inconclusive': 'For `verify`, where it cannot be told: `warn`, or `fail` for what hardly comes about honestly.',
};
