export * from './check-words.ts';
export * from './checks-then.ts';
export * from './checks-verdict.ts';
export * from './glob.ts';
export * from './judge-checks.ts';
