export * from './binding.ts';
export * from './chain.ts';
export * from './steps.ts';
export * from './verify-record.ts';
