export * from './hook-context.ts';
export * from './run-gate.ts';
export * from './run-hooks.ts';
