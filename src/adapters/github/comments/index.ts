export * from './comments.ts';
export * from './edits.ts';
export * from './labels.ts';
export * from './locks.ts';
export * from './status.ts';
