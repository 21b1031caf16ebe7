export * from './loop-service.ts';
