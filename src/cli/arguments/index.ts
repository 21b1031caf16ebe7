export * from './arguments.ts';
