/**
 * Lets so many pieces of work be in hand at once, and others in by groups: once half of them are done, as many as there is room
 * for. What those of a group look up then takes one trip instead of one each. Few wait for nobody.
 */
export class InGroups {
  readonly #waiting: (() => void)[] = [];
  readonly #enough: number;
  #inHand = 0;

  constructor(private readonly atMost: number) {
    this.#enough = Math.floor(atMost / 2);
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    this.#letIn();
    await promise;
    try {
      return await work();
    } finally {
      this.#inHand -= 1;
      this.#letIn();
    }
  }

  #letIn(): void {
    if (this.#inHand > this.#enough) return;
    const group = this.#waiting.splice(0, this.atMost - this.#inHand);
    this.#inHand += group.length;
    for (const come of group) come();
  }
}
