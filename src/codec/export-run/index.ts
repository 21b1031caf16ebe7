export * from './export-journal.ts';
export * from './mark.ts';
export * from './watermark.ts';
