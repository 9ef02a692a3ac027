/**
 * A binary heap of nodes by distance, then by the higher number (pools and slots before sites, as they are nearer to
 * the sink). A node may stand in it more than once; `key` is the distance that the last node came with.
 */
export class NodeHeap {
  key = 0;
  private keys: number[] = [];
  private nodes: number[] = [];

  clear(): void {
    this.keys.length = 0;
    this.nodes.length = 0;
  }

  push(key: number, node: number): void {
    const { keys, nodes } = this;
    let k = keys.length;
    keys.push(key);
    nodes.push(node);
    while (k > 0) {
      const up = (k - 1) >> 1;
      if (keys[up]! < key || (keys[up] === key && nodes[up]! >= node)) break;
      keys[k] = keys[up]!;
      nodes[k] = nodes[up]!;
      k = up;
    }
    keys[k] = key;
    nodes[k] = node;
  }

  pop(): number {
    const { keys, nodes } = this;
    if (keys.length === 0) return -1;
    const top = nodes[0]!;
    this.key = keys[0]!;
    const key = keys.pop()!;
    const node = nodes.pop()!;
    const size = keys.length;
    if (size === 0) return top;
    let k = 0;
    for (let child = 1; child < size; child = 2 * k + 1) {
      const right = child + 1;
      if (
        right < size
        && (keys[right]! < keys[child]! || (keys[right] === keys[child] && nodes[right]! > nodes[child]!))
      )
        child = right;
      if (key < keys[child]! || (key === keys[child] && node >= nodes[child]!)) break;
      keys[k] = keys[child]!;
      nodes[k] = nodes[child]!;
      k = child;
    }
    keys[k] = key;
    nodes[k] = node;
    return top;
  }
}
