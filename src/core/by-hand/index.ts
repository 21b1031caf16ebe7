export * from './redact-select.ts';
export * from './repair.ts';
export * from './repair-result.ts';
export * from './repair-words.ts';
