export * from './act.ts';
export * from './append.ts';
export * from './create-record.ts';
export * from './fit.ts';
