export * from './copy-command.ts';
