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
): InputSpec & { readonly name: Name } {
  return { name, fallback, declared: null, setting: key };
}

/** Every input, in the order of the table. Names are a contract: add, never rename. */
export const INPUTS = [
  {
    name: 'github-token',
    fallback: JOB_TOKEN,
    declared: JOB_TOKEN,
    setting: null,
  },
  {
    name: 'command',
    fallback: 'track',
    declared: 'track',
    setting: null,
  },
  {
    name: 'issue',
    fallback: 'from the event',
    declared: null,
    setting: null,
  },
  {
    name: 'pull-request',
    fallback: 'from the event',
    declared: null,
    setting: null,
  },
  {
    name: 'sha',
    fallback: 'from the event',
    declared: null,
    setting: null,
  },
  {
    name: 'to',
    fallback: null,
    declared: null,
    setting: null,
  },
  {
    name: 'trigger',
    fallback: 'workflow.asserted',
    declared: null,
    setting: null,
  },
  {
    name: 'metadata',
    fallback: '{}',
    declared: null,
    setting: null,
  },
  {
    name: 'override',
    fallback: 'false',
    declared: null,
    setting: null,
  },
  {
    name: 'reason',
    fallback: null,
    declared: null,
    setting: null,
  },
  {
    name: 'config',
    fallback: '.github/loopforge.yml',
    declared: null,
    setting: null,
  },
  setting('lifecycle', 'lifecycle', 'standard'),
  setting('on-invalid', 'onInvalid', 'fail'),
  setting('auto-merge', 'autoMerge', 'false'),
  setting('track', 'track', 'issues'),
  setting('require-issue', 'requireIssue', 'false'),
  setting('begin', 'begin', 'issue_created'),
  setting('ci', 'ci', 'checks'),
  setting('required-checks', 'requiredChecks', null),
  setting('ignore-checks', 'ignoreChecks', null),
  setting('require-current-approval', 'requireCurrentApproval', 'false'),
  setting('unmerged-close', 'unmergedClose', 'refuse'),
  setting('ignore-labels', 'ignoreLabels', null),
  setting('trusted-authors', 'trustedAuthors', null),
  setting('label-prefix', 'labelPrefix', null),
  setting('status-context', 'statusContext', null),
  setting('lock', 'lock', 'reaction'),
  {
    name: 'dry-run',
    fallback: 'false',
    declared: null,
    setting: null,
  },
  setting('summary', 'summary', 'true'),
  setting('comment', 'comment', 'full'),
  setting('limit', 'limit', '50'),
  { name: 'filter-state', fallback: null, declared: null, setting: null },
  { name: 'older-than', fallback: null, declared: null, setting: null },
  { name: 'violations', fallback: 'false', declared: null, setting: null },
  { name: 'format', fallback: 'ndjson', declared: null, setting: null },
  { name: 'output-file', fallback: null, declared: null, setting: null },
  { name: 'since', fallback: null, declared: null, setting: null },
  { name: 'until', fallback: null, declared: null, setting: null },
  { name: 'redact-actors', fallback: 'false', declared: null, setting: null },
  setting('mirror', 'mirror', 'none'),
  { name: 'mirror-url', fallback: null, declared: null, setting: null },
  setting('mirror-table', 'mirrorTable', null),
  { name: 'webhook-url', fallback: null, declared: null, setting: null },
  { name: 'webhook-secret', fallback: null, declared: null, setting: null },
  setting('webhook-names', 'webhookNames', 'false'),
  { name: 'slack-webhook-url', fallback: null, declared: null, setting: null },
  setting('slack-on', 'slackOn', null),
  setting('dispatch', 'dispatch', null),
  setting('otlp-endpoint', 'otlpEndpoint', null),
  { name: 'otlp-headers', fallback: null, declared: null, setting: null },
  setting('audit-log', 'auditLog', null),
  setting('gate-url', 'gateUrl', null),
  setting('gate-on', 'gateOn', 'merged'),
  setting('gate-failure', 'gateFailure', 'closed'),
  { name: 'gate-secret', fallback: null, declared: null, setting: null },
  setting('hook-timeout', 'hookTimeout', '10'),
  setting('allow-hosts', 'allowHosts', null),
  setting('on-effect-failure', 'onEffectFailure', 'warn'),
  setting('on-inconclusive', 'onInconclusive', 'warn'),
] as const satisfies readonly InputSpec[];

export type InputName = (typeof INPUTS)[number]['name'];
