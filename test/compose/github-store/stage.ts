import { GitHubRepository } from '../../../src/compose/github-store/repository.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import { openStage, type Stage, type StageOptions } from '../../e2e/stage.ts';
import { GITHUB_TOKEN } from '../../support/github/identity.ts';

export interface StoreStage extends Stage {
  readonly repository: GitHubRepository;
  /** By GitHub's clock. */
  readonly service: LoopService;
  /** `acme/widgets#1`, and its URL. */
  readonly id: string;
  readonly url: string;
  readonly issue: number;
  /** A further store over the same repository. */
  storeOf(token?: string): GitHubRepository;
}

/** A GitHub with one issue, and a store over its repository. */
export async function openStore(options: StageOptions & { readonly token?: string } = {}): Promise<StoreStage> {
  const stage = await openStage(options);
  const issue = stage.world.openIssue({ author: 'octocat' });
  const storeOf = (token = options.token ?? GITHUB_TOKEN): GitHubRepository =>
    new GitHubRepository({ token, owner: 'acme', repo: 'widgets', apiUrl: stage.fake.apiUrl });
  const repository = storeOf();
  const service = new LoopService({ repository, clock: stage.world.now });
  const url = `https://github.com/acme/widgets/issues/${issue}`;
  return { ...stage, issue, repository, service, id: `acme/widgets#${issue}`, url, storeOf };
}
