export * from './cell-text.ts';
export * from './columns.ts';
export * from './csv-cell.ts';
