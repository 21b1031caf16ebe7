export * from './export-records.ts';
export * from './export-sink.ts';
export * from './watermark-ahead.ts';
export * from './written-records.ts';
