export * from './evidence.ts';
export * from './rest-evidence.ts';
