export * from './check-text.ts';
export * from './comment-revision.ts';
export * from './no-record.ts';
export * from './read-body.ts';
export * from './verify-text.ts';
export * from './view-evidence.ts';
