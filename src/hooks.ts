import './compose/library/need-node.ts';

// Hooks that are ready to be added to a service: what each sends with is loaded when it is told for the first time.

export { type AuditLogOptions, auditLogHook as auditLog } from './compose/library-hooks/audit-log-hook.ts';
export { type MetricsHookOptions, metricsHook as metrics } from './compose/library-hooks/metrics-hook.ts';
export type { SendOptions } from './compose/library-hooks/send-options.ts';
export { type SlackHookOptions, slackHook as slack } from './compose/library-hooks/slack-hook.ts';
export { type WebhookHookOptions, webhookHook as webhook } from './compose/library-hooks/webhook-hook.ts';
