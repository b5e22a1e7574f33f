/** `Filter.1.Value.2=x` as a tree: a node has a value, children, or both. */
export interface QueryNode {
  value?: string;
  readonly children: Map<string, QueryNode>;
}

const deepest = 32;

/** Builds the tree of a form; keys nested deeper than any AWS shape are dropped. */
export function buildQueryTree(form: URLSearchParams): QueryNode {
  const root: QueryNode = { children: new Map() };
  for (const [key, value] of form) {
    const path = key.split('.');
    if (path.length > deepest) continue;
    let node = root;
    for (const part of path) {
      const child = node.children.get(part) ?? { children: new Map<string, QueryNode>() };
      node.children.set(part, child);
      node = child;
    }
    node.value = value;
  }
  return root;
}

/** Children `1`, `2`, … in numeric order, gaps closed. */
export function numberedChildren(node: QueryNode): QueryNode[] {
  return [...node.children]
    .filter(([key]) => /^[1-9]\d{0,5}$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, child]) => child);
}
