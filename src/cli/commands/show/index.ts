export * from './show-command.ts';
