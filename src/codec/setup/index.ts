export * from './ci-workflows.ts';
export * from './git-texts.ts';
