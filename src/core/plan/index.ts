export * from './effects.ts';
export * from './plan.ts';
export * from './shown.ts';
export * from './verdict.ts';
