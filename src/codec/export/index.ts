export * from './format.ts';
export * from './formats.ts';
export * from './names/index.ts';
