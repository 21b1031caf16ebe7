export * from './basics/index.ts';
export * from './messages/index.ts';
export * from './needs/index.ts';
export * from './refusals/index.ts';
