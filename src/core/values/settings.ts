/** Where the law stands, on the default branch. */
export const LAW_FILE = '.github/loopforge.yml';

/**
 * The settings that make the law. Once the config file exists on the default branch they count from there only,
 * because the inputs of a `pull_request` run are the pull request's own.
 */
export interface LawSettings {
  /** Name of the lifecycle. */
  readonly lifecycle: 'standard' | 'strict';
  readonly onInvalid: 'fail' | 'warn' | 'ignore';
  /** The record's `auto_merge` flag at creation. */
  readonly autoMerge: boolean;
  readonly track: 'issues' | 'all';
  readonly requireIssue: boolean;
  readonly begin: 'issue_created' | 'task_queued';
  readonly ci: 'checks' | 'none' | 'asserted';
  /** Names or globs. */
  readonly requiredChecks: readonly string[];
  readonly ignoreChecks: readonly string[];
  readonly requireCurrentApproval: boolean;
  /** A close by hand, with nothing merged, of an item that was taken up. */
  readonly unmergedClose: 'refuse' | 'accept';
  /** Items with one of these labels are left alone. */
  readonly ignoreLabels: readonly string[];
  /** Numeric ids of further accounts whose record comments count. */
  readonly trustedAuthors: readonly string[];
  /** Commit status that LoopForge sets, left out when checks are judged; empty: none. */
  readonly statusContext: string;
  /** Who is asked before a step into one of these states; empty: nobody. */
  readonly gateUrl: string;
  readonly gateOn: readonly string[];
  /** Without an answer: `closed`, the run fails and nothing is recorded; `open`, the step is taken. */
  readonly gateFailure: 'closed' | 'open';
}

/** All other settings: here an input wins over the file. */
export interface RunSettings {
  readonly labelPrefix: string;
  readonly lock: 'reaction' | 'none';
  readonly summary: boolean;
  /** How much people see of a record comment; `short`: where the item stands, its way and what comes next. */
  readonly comment: 'full' | 'short';
  readonly limit: number;
  /** Where a copy of each record is kept. */
  readonly mirror: 'none' | 'postgres' | 'redis' | 'dynamodb';
  /** Its table, or the prefix of its keys; empty: the store's own name for it. */
  readonly mirrorTable: string;
  /** The `event_type` of the `repository_dispatch` that follows each step; empty: none. */
  readonly dispatch: string;
  /** A file, or `log`, that gets one line for each entry; empty: none. */
  readonly auditLog: string;
  /** States that Slack is told of; empty: all. */
  readonly slackOn: readonly string[];
  /** Whether webhooks tell who did it and with which metadata, or only what proves it. */
  readonly webhookNames: boolean;
  /** Where metrics go, by OTLP over HTTP; empty: nowhere. */
  readonly otlpEndpoint: string;
  /** How long a hook or the gate may take for one answer, in seconds. */
  readonly hookTimeout: number;
  /** Hosts that hooks may reach although their addresses are private. */
  readonly allowHosts: readonly string[];
  /** What a label, status, hook or mirror that could not be set does to the job; what was recorded stays recorded. */
  readonly onEffectFailure: 'warn' | 'fail';
  /** What a record that cannot be told whole or false does to the job that verifies it. */
  readonly onInconclusive: 'warn' | 'fail';
}

export const LAW_DEFAULTS: LawSettings = {
  lifecycle: 'standard',
  onInvalid: 'fail',
  autoMerge: false,
  track: 'issues',
  requireIssue: false,
  begin: 'issue_created',
  ci: 'checks',
  requiredChecks: [],
  ignoreChecks: [],
  requireCurrentApproval: false,
  unmergedClose: 'refuse',
  ignoreLabels: [],
  trustedAuthors: [],
  statusContext: '',
  gateUrl: '',
  gateOn: ['merged'],
  gateFailure: 'closed',
};

export const RUN_DEFAULTS: RunSettings = {
  labelPrefix: '',
  lock: 'reaction',
  summary: true,
  comment: 'full',
  limit: 50,
  mirror: 'none',
  mirrorTable: '',
  dispatch: '',
  auditLog: '',
  slackOn: [],
  webhookNames: false,
  otlpEndpoint: '',
  hookTimeout: 10,
  allowHosts: [],
  onEffectFailure: 'warn',
  onInconclusive: 'warn',
};

export type Settings = LawSettings & RunSettings;

/** What the file or the inputs set: only the keys that are there. */
export type SettingsPatch = Partial<Settings>;

/** Whether a record begins only once its item is taken up. */
export function beginsTakenUp({ begin }: Pick<LawSettings, 'begin'>): boolean {
  return begin === 'task_queued';
}
