export * from './format.ts';
export * from './formats.ts';
