import { createGitHub, type GitHub } from '../../adapters/github/github.ts';
import type { Timer } from '../../core/model.ts';
import type { Connection } from './request.ts';

/**
 * The repository that a run is about, over the endpoints that the runner named.
 * @param sent called when a request has been sent, with its answer still to come
 */
export function connect(connection: Connection, { sleep }: Timer, sent: () => void = () => {}): GitHub {
  const { token, endpoints, owner, repo, configPath, log, debug, writePaceMs } = connection;
  const { rest, graphql } = endpoints;
  const patience = { sleep, tell: log };
  return createGitHub({
    token,
    tokenName: 'the input `github-token`',
    apiUrl: rest,
    graphqlUrl: graphql,
    owner,
    repo,
    configPath,
    log: debug,
    patience,
    sent,
    writePaceMs,
  });
}
