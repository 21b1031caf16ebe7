export * from './bytes-of-file.ts';
export * from './lines-of-bytes.ts';
