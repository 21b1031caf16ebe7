import type { AssigneeField, Query } from '../queries/index.ts';
import type { GitHubClient, ReadKind, RestAnswer, RestCall } from './client.ts';
import { type GraphqlResult, UndefinedFieldError, type Variables } from './graphql.ts';

interface SessionOptions {
  readonly client: GitHubClient;
  readonly owner: string;
  readonly repo: string;
  readonly configPath: string;
}

/** What was learned about a server. */
interface Server {
  assignees: AssigneeField;
}

/** One repository on one server, and what was learned about that server on the way. */
export class Session {
  readonly owner: string;
  readonly repo: string;
  readonly configPath: string;
  readonly #options: SessionOptions;
  readonly #reads: ReadKind;
  readonly #server: Server;

  constructor(options: SessionOptions, reads: ReadKind = 'read', server: Server = { assignees: 'assignedActors' }) {
    this.owner = options.owner;
    this.repo = options.repo;
    this.configPath = options.configPath;
    this.#options = options;
    this.#reads = reads;
    this.#server = server;
  }

  get name(): string {
    return `${this.owner}/${this.repo}`;
  }

  /** The same for what is read under a lock: nothing waits for a rate limit. */
  underLock(): Session {
    return new Session(this.#options, 'read_under_lock', this.#server);
  }

  /** A REST request, about the repository where its route says so. */
  rest(call: RestCall): Promise<RestAnswer> {
    const { owner, repo } = this;
    const place = call.route.includes('{owner}') ? { owner, repo } : {};
    return this.#options.client.rest({ ...call, params: { ...place, ...call.params } });
  }

  /** A REST request that reads. */
  restRead(call: Omit<RestCall, 'kind'>): Promise<RestAnswer> {
    return this.rest({ ...call, kind: this.#reads });
  }

  /** Asks about the repository. */
  ask(query: Query, variables: Variables): Promise<GraphqlResult> {
    return this.askNode(query, { owner: this.owner, name: this.repo, ...variables });
  }

  /** Asks about something that its node id tells alone. */
  askNode(query: Query, variables: Variables): Promise<GraphqlResult> {
    return this.#options.client.graphql(query, variables, this.#reads);
  }

  /**
   * Asks for assignees with bots. A server that is too old to know that field is asked again without them, once: the
   * answer is remembered.
   */
  async askAboutAssignees(query: (assignees: AssigneeField) => Query, variables: Variables): Promise<GraphqlResult> {
    const server = this.#server;
    try {
      return await this.ask(query(server.assignees), variables);
    } catch (error) {
      if (!(error instanceof UndefinedFieldError) || error.field !== server.assignees) throw error;
      if (server.assignees === 'assignees') throw error;
      server.assignees = 'assignees';
      return this.ask(query(server.assignees), variables);
    }
  }
}
