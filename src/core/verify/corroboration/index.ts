export * from './corroborate.ts';
export * from './shown.ts';
