export * from './run-effects.ts';
export * from './run-item.ts';
