export * from './copy-records.ts';
export * from './copy-result.ts';
export * from './copy-target.ts';
export * from './original-target.ts';
export * from './store-target.ts';
