export * from './author.ts';
export * from './comments-evidence.ts';
export * from './deletions.ts';
export * from './one-record.ts';
