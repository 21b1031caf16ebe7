export * from './accepted-revision.ts';
export * from './reconcile.ts';
