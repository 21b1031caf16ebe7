export * from './merge-ahead.ts';
export * from './record-after.ts';
