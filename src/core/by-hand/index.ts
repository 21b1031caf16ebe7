export * from './redact-select.ts';
export * from './repair.ts';
