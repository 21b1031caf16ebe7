import './compose/library/need-node.ts';

export type { GitHubRepositoryOptions } from './compose/github-store/options.ts';
export { GitHubRepository } from './compose/github-store/repository.ts';
