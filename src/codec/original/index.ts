export * from './export-original.ts';
export * from './import-record.ts';
export * from './original-texts.ts';
