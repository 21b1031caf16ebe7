export * from './accepted-revision.ts';
export * from './copy-standing.ts';
export * from './goes-on-from.ts';
export * from './reconcile.ts';
