export * from './export-order.ts';
export * from './export-to.ts';
export * from './run-export.ts';
