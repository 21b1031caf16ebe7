export * from './redact.ts';
export * from './repair.ts';
export * from './repair-result.ts';
export * from './show.ts';
