export * from './options.ts';
export * from './repository.ts';
