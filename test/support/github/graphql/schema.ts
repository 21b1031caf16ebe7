import { schema } from '@octokit/graphql-schema';
import { buildSchema, extendSchema, type GraphQLSchema, parse } from 'graphql';

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

let schemas: { readonly [age in SchemaAge]: GraphQLSchema } | null = null;

/** GitHub's public GraphQL schema; built once, when first asked for (a quarter of a second). */
export function githubSchema(age: SchemaAge): GraphQLSchema {
  schemas ??= build();
  return schemas[age];
}

function build() {
  // The SDL: the package's JSON and its own `validate` are older.
  const older = buildSchema(schema.idl, { assumeValidSDL: true });
  return { older, current: extendSchema(older, parse(NEWER_FIELDS), { assumeValidSDL: true }) };
}
