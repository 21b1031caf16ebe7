export * from './export-names.ts';
export * from './exported-line.ts';
export * from './pseudonym.ts';
export * from './redacted-entry.ts';
export * from './redacted-export.ts';
export * from './redacted-record.ts';
