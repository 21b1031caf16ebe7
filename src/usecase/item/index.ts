export * from './run-effects.ts';
export * from './run-item.ts';
export * from './show-change.ts';
