export * from './missing.ts';
