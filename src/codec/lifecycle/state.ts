import { type Edge, notAmong, quote, type State } from '../../core/model.ts';
import type { FieldReader } from './fields.ts';
import { readRole } from './roles.ts';

const STATE_KEYS = ['role', 'when', 'gate', 'per', 'to', 'on', 'trigger', 'terminal', 'description', 'after'];
const EDGE_KEYS = ['if', 'trigger'];
const NAME = /^[a-z][a-z0-9_.-]{0,63}$/;
const STATE_NAME = /^[a-z][a-z0-9_]{0,63}$/;

export const NAME_FORM = { pattern: NAME, like: 'a name such as "pr.opened" (lower-case letters, digits and _ . -)' };
const EVENT_FORM = { pattern: /^[a-z_]+(\.[a-z_]+)?$/, like: 'an event such as "release" or "release.published"' };
const PER_FORM = { pattern: /^(head|pull_request)$/, like: '"head" or "pull_request"' };

/** Reads one state of the user's format; problems go to the reader. */
export function readState(name: string, raw: unknown, states: readonly string[], reader: FieldReader): State {
  const at = `states.${name}`;
  if (!STATE_NAME.test(name)) {
    reader.problem(at, 'the name of a state is made of lower-case letters, digits and _, and begins with a letter');
  }
  const fields = reader.map(at, raw ?? {}, 'a state');
  reader.keys(at, fields, STATE_KEYS);
  const when = reader.condition(`${at}.when`, fields['when']);
  const gate = reader.flag(`${at}.gate`, fields['gate']);
  if (gate && (fields['when'] ?? null) === null) {
    reader.problem(at, 'a gate needs a `when`, the proof that it asks for');
  }
  const description = fields['description'] ?? null;
  if (description !== null && typeof description !== 'string') {
    reader.problem(`${at}.description`, `must be a text, and is ${quote(description)}`);
  }
  return {
    name,
    role: readRole(name, `${at}.role`, fields['role'], reader),
    when,
    gate,
    per: readPer(`${at}.per`, fields['per'], reader),
    on: reader.word(`${at}.on`, fields['on'], EVENT_FORM),
    terminal: reader.flag(`${at}.terminal`, fields['terminal']),
    trigger: reader.word(`${at}.trigger`, fields['trigger'], NAME_FORM),
    to: readEdges(name, fields['to'], states, reader),
  };
}

function readPer(at: string, value: unknown, reader: FieldReader): State['per'] {
  const per = reader.word(at, value, PER_FORM);
  return per === 'head' || per === 'pull_request' ? per : null;
}

function readEdges(from: string, raw: unknown, states: readonly string[], reader: FieldReader): readonly Edge[] {
  if (raw === undefined || raw === null) return [];
  const at = `states.${from}.to`;
  const edges: Edge[] = [];
  for (const [to, value] of Object.entries(reader.map(at, raw, '`to`'))) {
    if (!states.includes(to)) {
      reader.problem(at, notAmong(to, 'a state', states));
    }
    if (value === false) continue;
    edges.push(...readEdgesTo(to, value, `${at}.${to}`, reader));
  }
  // One without a guard would lead nowhere; `<<` brings it in where states share their edges.
  return edges.filter((edge) => edge.to !== from || edge.if !== null);
}

/** One edge, or a list of them. */
function readEdgesTo(to: string, raw: unknown, at: string, reader: FieldReader): readonly Edge[] {
  if (!Array.isArray(raw)) return [readEdge(to, raw, at, reader)];
  const edges = raw.map((value: unknown, index) => readEdge(to, value, `${at}[${index}]`, reader));
  if (edges.length === 0) reader.problem(at, 'is an empty list; write `false` for no edge');
  const open = edges.findIndex((edge) => edge.if === null);
  if (open >= 0 && open < edges.length - 1) {
    reader.problem(`${at}[${open}]`, 'has no `if`, so that the edges behind it are never taken');
  }
  return edges;
}

function readEdge(to: string, raw: unknown, at: string, reader: FieldReader): Edge {
  if (raw === null || raw === undefined) return { to, if: null, trigger: null };
  const fields = reader.map(at, raw, 'an edge (or nothing, or false, or a list of edges)');
  reader.keys(at, fields, EDGE_KEYS);
  return {
    to,
    if: reader.condition(`${at}.if`, fields['if']),
    trigger: reader.word(`${at}.trigger`, fields['trigger'], NAME_FORM),
  };
}
