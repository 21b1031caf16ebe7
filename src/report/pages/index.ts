export * from './export-page.ts';
export * from './list-page.ts';
export * from './records-words.ts';
export * from './summary.ts';
export * from './verification.ts';
