export * from './claims.ts';
export * from './runs.ts';
export * from './workflow-file.ts';
