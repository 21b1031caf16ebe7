export * from './export-file.ts';
export * from './open-export.ts';
export * from './replace-file.ts';
export * from './stream-sink.ts';
