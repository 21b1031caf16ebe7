export * from './redact-command.ts';
export * from './repair-command.ts';
