export * from './run-item.ts';
