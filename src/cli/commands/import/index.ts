export * from './import-command.ts';
