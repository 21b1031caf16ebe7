export * from './delete-stored.ts';
export * from './list-stored.ts';
export * from './read-stored.ts';
export * from './save-stored.ts';
export * from './scan-stored.ts';
