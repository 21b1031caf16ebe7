export * from './client.ts';
export * from './destination.ts';
export * from './messages.ts';
export * from './request-error.ts';
export * from './retry.ts';
