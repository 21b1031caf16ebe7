export * from './next-command.ts';
