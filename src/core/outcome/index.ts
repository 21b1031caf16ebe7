export * from './code-page.ts';
export * from './override-advice.ts';
export * from './remedy.ts';
export * from './result.ts';
export * from './sentences.ts';
