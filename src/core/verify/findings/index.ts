export * from './finding.ts';
export * from './github-evidence.ts';
export * from './verdict.ts';
export * from './verification.ts';
