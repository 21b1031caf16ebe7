export * from './redact.ts';
export * from './repair.ts';
export * from './show.ts';
