export * from './answer/index.ts';
export * from './comments/index.ts';
export * from './evidence/index.ts';
export * from './facts/index.ts';
