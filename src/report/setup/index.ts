export * from './config-example.ts';
export * from './workflow.ts';
