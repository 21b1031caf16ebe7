export * from './about.ts';
export * from './parts.ts';
