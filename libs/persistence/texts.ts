import { Together } from '#platform';

/** A text by which a document is found, as `foldForSearch` folds it. */
export type FoundBy = { readonly id: string; readonly text: string };

type Group = { readonly texts: Map<string, string>; sorted: readonly FoundBy[]; readAt: number; wholeAt: number };

type Limits = { readonly groups: number; readonly overlapMs: number; readonly wholeMs: number };
/** Writes that began before a reading may land after it; and clocks of two replicas differ. */
const usual: Limits = { groups: 4, overlapMs: 5_000, wholeMs: 600_000 };

/**
 * Finds documents by any part of their text. A part can stand anywhere in a Thai text, so no index of a database helps: one
 * of all parts of three letters made 84 entries a document, and writing 60,800 of them took minutes. Instead each replica holds
 * the texts of a group (a meeting, a directory), reads what was stamped since before each search, and looks through all of
 * them, which takes 20 ms for 60,800. The documents remain the truth: what is found is asked of the database once more.
 */
export class Texts {
  readonly #groups = new Map<string, Group>();
  readonly #reads = new Together<undefined, Group>(async (name, asked) => {
    const group = await this.#read(name);
    for (const { resolve } of asked) resolve(group);
  });

  /** `read` gives the documents of a group that were stamped from an instant on, or all. */
  constructor(
    private readonly read: (group: string, since: Date | undefined) => AsyncIterable<FoundBy>,
    private readonly now: () => number,
    private readonly limits: Limits = usual,
  ) {}

  /** The ids whose text holds every word, in order of id. */
  async idsWith(group: string, words: readonly string[]): Promise<string[]> {
    const { sorted } = await this.#reads.ask(group, undefined);
    return sorted.filter(({ text }) => words.every((word) => text.includes(word))).map(({ id }) => id);
  }

  async #read(name: string): Promise<Group> {
    const readAt = this.now();
    const held = this.#groups.get(name);
    const whole = held === undefined || readAt - held.wholeAt > this.limits.wholeMs;
    const group: Group = whole ? { texts: new Map(), sorted: [], readAt, wholeAt: readAt } : held;
    let changed = whole;
    for await (const { id, text } of this.read(
      name,
      whole ? undefined : new Date(group.readAt - this.limits.overlapMs),
    )) {
      if (group.texts.get(id) === text) continue;
      group.texts.set(id, text);
      changed = true;
    }
    group.readAt = readAt;
    if (changed)
      group.sorted = [...group.texts]
        .map(([id, text]) => ({ id, text }))
        .sort((one, other) => (one.id < other.id ? -1 : 1));
    this.#groups.delete(name);
    this.#groups.set(name, group);
    for (const oldest of this.#groups.keys())
      if (this.#groups.size > this.limits.groups) this.#groups.delete(oldest);
      else break;
    return group;
  }
}
