export * from './context.ts';
export * from './env.ts';
export * from './inputs.ts';
export * from './values.ts';
