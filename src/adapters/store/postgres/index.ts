export * from './migrations.ts';
export * from './options.ts';
export * from './repository.ts';
