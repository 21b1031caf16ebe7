export * from './run-export.ts';
export * from './run-list.ts';
