export * from './history.ts';
export * from './judged-revisions.ts';
export * from './lost.ts';
export * from './revision.ts';
export * from './times.ts';
export * from './told-by-revisions.ts';
