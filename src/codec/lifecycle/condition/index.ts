export * from './condition.ts';
export * from './findings.ts';
