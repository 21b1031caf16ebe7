export * from './evidence/index.ts';
export * from './result.ts';
export * from './verify-item.ts';
