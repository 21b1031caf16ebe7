export * from './init-command.ts';
