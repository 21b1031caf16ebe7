export * from './deletions.ts';
export * from './runs.ts';
export * from './witness.ts';
export * from './workflow-file.ts';
