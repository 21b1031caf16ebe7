export * from './client.ts';
export * from './errors.ts';
export * from './proxy.ts';
export * from './repeat.ts';
export * from './session.ts';
export * from './transport.ts';
