export * from './list-command.ts';
