export * from './audit-log-hook.ts';
export * from './metrics-hook.ts';
export * from './slack-hook.ts';
export * from './webhook-hook.ts';
