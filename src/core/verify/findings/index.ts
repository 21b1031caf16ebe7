export * from './finding.ts';
export * from './github-evidence.ts';
