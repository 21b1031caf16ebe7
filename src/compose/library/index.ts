export * from './node-version.ts';
