/** The ids that lie on a cycle or lead to nothing but one, in template order; empty when there is an order. */
export function cycleIn(dependencies: ReadonlyMap<string, readonly string[]>): string[] {
  const remaining = new Map([...dependencies].map(([id, needs]) => [id, new Set(needs)]));
  prune(remaining);
  // What merely depends on a cycle is not part of it: prune from the other side as well.
  const reversed = new Map([...remaining.keys()].map((id) => [id, new Set([...remaining].filter(([, needs]) => needs.has(id)).map(([other]) => other))]));
  prune(reversed);
  return [...reversed.keys()];
}

function prune(graph: Map<string, Set<string>>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, needs] of graph) {
      if ([...needs].some((need) => graph.has(need))) continue;
      graph.delete(id);
      changed = true;
    }
  }
}
