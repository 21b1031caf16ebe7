export * from './act.ts';
export * from './append.ts';
export * from './fit.ts';
export * from './new-record.ts';
export * from './outbox.ts';
