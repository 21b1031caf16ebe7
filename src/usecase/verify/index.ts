export * from './means.ts';
export * from './result.ts';
export * from './verify.ts';
