export * from './builtin-lifecycles.ts';
export * from './lifecycle-format.ts';
export * from './released-lifecycles.ts';
