export * from './former-records.ts';
export * from './overwritten.ts';
export * from './record-authors.ts';
export * from './revisions.ts';
export * from './search-record.ts';
export * from './stored-record.ts';
export * from './whole-record.ts';
