export * from './workbook.ts';
