export * from './completion-command.ts';
