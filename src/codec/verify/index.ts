export * from './verify-body.ts';
export * from './verify-revision.ts';
export * from './verify-text.ts';
export * from './verify-view.ts';
