export * from './cancellation.ts';
export * from './connect.ts';
export * from './effect-runners.ts';
export * from './endpoints.ts';
export * from './request.ts';
export * from './run-ref.ts';
export * from './verify-ports.ts';
