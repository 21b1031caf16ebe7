import { LAW_DEFAULTS, type LawSettings, RUN_DEFAULTS, type RunSettings, type Settings } from '../../core/model.ts';

type Told<Key extends keyof Settings> = { readonly [K in Key]: string };

/** What each rule is for. */
const RULES: Told<keyof LawSettings> = {
  lifecycle: 'standard or strict: whether work may go back (a push after approval, a reopened issue), or only forward.',
  begin: 'issue_created, or task_queued: no record before somebody is assigned or a pull request closes the issue.',
  track:
    'issues, or all: a pull request that closes no issue is an item too. The job then needs "pull-requests: write".',
  requireIssue: "A pull request (not a bot's) that closes no issue fails.",
  ignoreLabels: 'Issues with one of these labels are left alone, such as [epic, question].',
  ci: 'checks, none (there is no CI) or asserted (CI that does not report to GitHub).',
  requiredChecks: "Checks that decide, such as [build, 'test *']. Empty: what the base branch requires, else all.",
  ignoreChecks: "Checks that do not count, such as ['coverage/*'].",
  requireCurrentApproval: 'An approval counts only for the commit it was given for.',
  onInvalid: 'What a step out of order does to the job: fail, warn or ignore. It is recorded in any case.',
  unmergedClose: 'Work that was begun and is closed by hand with nothing merged: refuse or accept.',
  autoMerge: 'What the record says of auto-merge when it begins.',
  statusContext: 'A commit status for the pull request, such as loopforge. The job then needs "statuses: write".',
  gateUrl: 'Who is asked before a step into a state of gate_on, an https URL. Empty: nobody.',
  gateOn: 'The states that the gate is asked about.',
  gateFailure:
    'Where the gate does not answer: closed (the run fails, nothing is recorded) or open (the step is taken).',
  trustedAuthors: "Numeric ids of further accounts whose record comments count, such as ['41898282'].",
};

/** What everything else is for: a workflow may set these too, and wins. */
const REST: Told<keyof RunSettings> = {
  limit: 'How many records a sweep may begin.',
  labelPrefix: "One label that shows the state, such as 'loopforge:'. Empty: none.",
  summary: 'Whether a run writes a job summary.',
  comment: 'What people see of a record comment: full, or short, its three lines alone.',
  lock: 'How two runs keep apart: reaction, or none where one concurrency group does it.',
  mirror:
    'A copy of each record in a database: none, postgres, redis or dynamodb. Its URL is a secret of the workflow.',
  mirrorTable: "Its table, or for redis the prefix of its keys. Empty: the store's own name for it.",
  dispatch: 'The event_type of a repository_dispatch after each step, such as loopforge. Empty: none.',
  auditLog: "A file that gets one line of JSON for each entry, or log: the job's own. Empty: none.",
  slackOn: 'States that Slack is told of, such as [merged, closed]. Empty: all.',
  webhookNames: 'Whether webhooks tell who did it and with which metadata, too.',
  otlpEndpoint: 'Where metrics go, by OTLP over HTTP, such as https://otlp.example.com. Empty: nowhere.',
  hookTimeout: 'How many seconds a hook or the gate may take for one answer.',
  allowHosts: 'Hosts that hooks may reach although their addresses are private.',
  onEffectFailure: 'What a label, status, hook or mirror that could not be set does to the job: warn or fail.',
  onInconclusive: 'What a record of which nothing can be told does to the job that verifies it: warn or fail.',
};

/** A config file that sets nothing: every setting with its default and what it is for, all of it commented out. */
export function configExample(): string {
  return `# LoopForge, the settings of this repository. Each stands here with its default; to change one, take away its #.
# More on them: https://github.com/loopforge/loopforge/blob/v1/docs/reference.md

# ---- The rules. Once this file is on the default branch they count from here only: no workflow can change them. ----
${linesOf(RULES, LAW_DEFAULTS)}

# ---- Everything else. A workflow may set these too, and what it says wins. ----
${linesOf(REST, RUN_DEFAULTS)}
`;
}

function linesOf<T extends object>(told: { readonly [Key in keyof T]: string }, defaults: T): string {
  const names = Object.keys(told).filter((key): key is keyof T & string => key in defaults);
  return names.map((key) => `\n# ${told[key]}\n#${inSnakeCase(key)}: ${asYaml(defaults[key])}`).join('\n');
}

function inSnakeCase(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** A default as YAML: a word, a number, a list of words, or no text. */
function asYaml(value: unknown): string {
  if (value === '') return "''";
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
