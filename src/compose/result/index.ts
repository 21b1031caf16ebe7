export * from './result-report.ts';
