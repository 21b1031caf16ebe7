import type { Answer } from '../../codec/github/github-answer.ts';
import type { GitHubClient, RestCall } from './client.ts';
import { type GraphqlResult, UndefinedFieldError, type Variables } from './graphql.ts';
import type { AssigneeField, Query } from './queries.ts';

/** One repository on one server, and what was learned about that server on the way. */
export class Session {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly configPath: string;
  #assignees: AssigneeField = 'assignedActors';

  constructor(options: { client: GitHubClient; owner: string; repo: string; configPath: string }) {
    this.client = options.client;
    this.owner = options.owner;
    this.repo = options.repo;
    this.configPath = options.configPath;
  }

  get name(): string {
    return `${this.owner}/${this.repo}`;
  }

  /** A REST request about the repository. */
  rest(call: RestCall): Promise<Answer> {
    return this.client.rest({ ...call, params: { owner: this.owner, repo: this.repo, ...call.params } });
  }

  /** Asks about the repository. */
  ask(query: Query, variables: Variables): Promise<GraphqlResult> {
    return this.client.graphql(query, { owner: this.owner, name: this.repo, ...variables });
  }

  /**
   * Asks for assignees with bots. A server that is too old to know that field is asked again without them, once: the
   * answer is remembered.
   */
  async askAboutAssignees(query: (assignees: AssigneeField) => Query, variables: Variables): Promise<GraphqlResult> {
    try {
      return await this.ask(query(this.#assignees), variables);
    } catch (error) {
      if (!(error instanceof UndefinedFieldError) || error.field !== this.#assignees) throw error;
      if (this.#assignees === 'assignees') throw error;
      this.#assignees = 'assignees';
      return this.ask(query(this.#assignees), variables);
    }
  }
}
