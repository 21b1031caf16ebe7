export * from './plan.ts';
export * from './shown.ts';
