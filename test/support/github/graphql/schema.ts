import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

// The package's content stands still at 2024. Fields that came later, each with its source:
// - Assignable.assignedActors: docs.github.com/en/enterprise-server@3.19/graphql/reference/interfaces
// - Issue.issueType, IssueComment.isPinned, pinnedAt, pinnedBy: github/docs src/graphql/data/fpt/schema-issues.json@010883d
const NEWER_FIELDS = `
  extend interface Assignable { assignedActors(after: String, before: String, first: Int, last: Int): AssigneeConnection! }
  extend type Issue {
    assignedActors(after: String, before: String, first: Int, last: Int): AssigneeConnection!
    issueType: IssueType
  }
  extend type PullRequest { assignedActors(after: String, before: String, first: Int, last: Int): AssigneeConnection! }
  type AssigneeConnection { edges: [AssigneeEdge] nodes: [Assignee] pageInfo: PageInfo! totalCount: Int! }
  type AssigneeEdge { cursor: String! node: Assignee }
  type IssueType implements Node { id: ID! name: String! description: String isEnabled: Boolean! }
  extend type IssueComment { isPinned: Boolean pinnedAt: DateTime pinnedBy: User }
`;

/** `older`: a server that does not know the newer fields yet. */
export type SchemaAge = 'current' | 'older';

/** The SDL alone: the package's entry reads 5 MB of JSON besides, and brings a GraphQL of its own. */
const SDL = new URL('../../../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url);

const schemas = new Map<SchemaAge, GraphQLSchema>();

/** GitHub's public GraphQL schema; built once, when first asked for (a fifth of a second). */
export function githubSchema(age: SchemaAge): GraphQLSchema {
  const schema = schemas.get(age) ?? build(age);
  schemas.set(age, schema);
  return schema;
}

function build(age: SchemaAge): GraphQLSchema {
  // Two thirds of the text are descriptions, which nobody asks for here.
  const sdl = readFileSync(SDL, 'utf8').replaceAll(/"""[\s\S]*?"""/g, '');
  return buildSchema(age === 'current' ? sdl + NEWER_FIELDS : sdl, { assumeValidSDL: true, noLocation: true });
}
