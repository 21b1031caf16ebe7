/** Who leads to whom, by name. */
type Edges = ReadonlyMap<string, readonly string[]>;

/** Nodes of which each leads to each. */
interface Circle {
  readonly members: readonly string[];
  /** One shortest way round; it ends where it begins. */
  readonly path: readonly string[];
}

/** Every circle that the edges make: as large as it can be, so that no two share a node. */
export function circles(edges: Edges): readonly Circle[] {
  const nodes = [...edges.keys()];
  const reached = new Map(nodes.map((node) => [node, reachedFrom(edges, node)]));
  const leads = (from: string, to: string): boolean => reached.get(from)?.has(to) ?? false;
  const firsts = nodes.filter(
    (node, index) =>
      leads(node, node) && !nodes.slice(0, index).some((other) => leads(other, node) && leads(node, other)),
  );
  return firsts.map((first) => {
    const members = nodes.filter((node) => leads(first, node) && leads(node, first));
    const [path = []] = members.map((node) => wayRound(edges, node)).toSorted((a, b) => a.length - b.length);
    return { members, path };
  });
}

function reachedFrom(edges: Edges, start: string): ReadonlySet<string> {
  const reached = new Set(edges.get(start));
  for (const node of reached) for (const next of edges.get(node) ?? []) reached.add(next);
  return reached;
}

/** The shortest way from a node back to itself, found breadth first. */
function wayRound(edges: Edges, start: string): readonly string[] {
  const trails: { readonly end: string; readonly path: readonly string[] }[] = [{ end: start, path: [start] }];
  const seen = new Set<string>();
  for (const { end, path } of trails) {
    for (const next of edges.get(end) ?? []) {
      if (next === start) return [...path, start];
      if (!seen.has(next)) trails.push({ end: next, path: [...path, next] });
      seen.add(next);
    }
  }
  return [];
}
