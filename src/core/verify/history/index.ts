export * from './history.ts';
export * from './judged-revisions.ts';
export * from './revisions.ts';
export * from './times.ts';
export * from './writers-of.ts';
