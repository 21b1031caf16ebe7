/** An error as GitHub puts it beside the data, with its `type`. */
export class GitHubError extends Error {
  override readonly name = 'GitHubError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The query asks for something that the fake does not play: a mistake of the test, never an answer. */
export class Unplayed extends Error {
  override readonly name = 'Unplayed';
}

export const forbidden = () => new GitHubError('FORBIDDEN', 'Resource not accessible by integration');

export const unresolved = (what: string) => new GitHubError('NOT_FOUND', `Could not resolve to ${what}.`);
