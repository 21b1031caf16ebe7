export * from './command.ts';
export * from './connection.ts';
export * from './items.ts';
export * from './options.ts';
export * from './query.ts';
export * from './source.ts';
export * from './wrong-use.ts';
