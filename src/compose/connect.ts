import { createGitHub, type GitHub } from '../adapters/github/index.ts';
import type { Timer } from '../core/ports.ts';
import type { Connection } from './request.ts';

/** The repository that a run is about, over the endpoints that the runner named. */
export function connect(connection: Connection, { sleep }: Timer): GitHub {
  const { token, endpoints, owner, repo, configPath, log, debug } = connection;
  const { rest, graphql } = endpoints;
  const patience = { sleep, tell: log };
  return createGitHub({ token, apiUrl: rest, graphqlUrl: graphql, owner, repo, configPath, log: debug, patience });
}
