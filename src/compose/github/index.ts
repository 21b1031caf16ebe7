export * from './cancellation.ts';
export * from './connect.ts';
export * from './request.ts';
