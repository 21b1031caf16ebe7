export * from './summary.ts';
export * from './verification.ts';
