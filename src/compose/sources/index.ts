export * from './github-sources.ts';
export * from './open-source.ts';
export * from './record-source.ts';
export * from './repeated-records.ts';
