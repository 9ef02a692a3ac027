type Waiting<Value> = { readonly promise: Promise<Value | undefined>; readonly resolve: (value: Value | undefined) => void; readonly reject: (error: unknown) => void };

/**
 * Reads by id that are asked for while another is under way go to the database together, as the next one. None joins a
 * read that has begun, so nobody is handed a state from before they asked. What is handed out may be shared: it is not
 * to be changed.
 */
export class ReadsTogether<Value> {
  #waiting = new Map<string, Waiting<Value>>();
  #reading = false;

  /** `read` gives what it finds by id. */
  constructor(private readonly read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>) {}

  get(id: string): Promise<Value | undefined> {
    const same = this.#waiting.get(id);
    if (same) return same.promise;
    const waiting = Promise.withResolvers<Value | undefined>();
    this.#waiting.set(id, waiting);
    if (!this.#reading) void this.#work();
    return waiting.promise;
  }

  async #work(): Promise<void> {
    this.#reading = true;
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      try {
        const found = await this.read([...batch.keys()]);
        for (const [id, { resolve }] of batch) resolve(found.get(id));
      } catch (error) {
        if (batch.size > 1) await this.#oneByOne(batch);
        else for (const { reject } of batch.values()) reject(error);
      }
    }
    this.#reading = false;
  }

  /** One document that can't be read must not keep the others from their readers. */
  async #oneByOne(batch: ReadonlyMap<string, Waiting<Value>>): Promise<void> {
    await Promise.all([...batch].map(([id, { resolve, reject }]) => this.read([id]).then((found) => resolve(found.get(id)), reject)));
  }
}
