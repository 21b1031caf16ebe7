export * from './fold.ts';
export * from './steps.ts';
