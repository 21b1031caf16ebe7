export * from './code-page.ts';
export * from './remedy.ts';
export * from './result.ts';
