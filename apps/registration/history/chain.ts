import { type BrokenLink, type HistoryEntry } from '#contracts';
import { digestHex } from '#platform';

/** An entry as it is kept: with all that it says, whoever reads it. */
export type Link = Omit<HistoryEntry, 'withheld'>;
/** What is to be noted; where it comes to stand is found when it is linked. */
export type Unlinked = Omit<Link, 'sequence' | 'previous' | 'hash'>;
export type Head = Pick<Link, 'sequence' | 'hash'>;

/** What the first entry of a chain names as the hash before it. */
export const noHash = '0'.repeat(64);
export const nothingYet: Head = { sequence: 0, hash: noHash };

const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  // As pairs: an object would put names that are numbers first, whatever their order here.
  return { fields: fields.map(([name, each]) => [name, inOrder(each)]) };
};

/** One text for what says the same: fields by name, nothing of those that are not there. */
export const canonical = (value: object): string => JSON.stringify(inOrder(value));

/** Over everything that stands in the entry but the hash itself, so that nothing can be added to it either. */
export const hashOf = ({ hash: _hash, ...rest }: Link | (Omit<Link, 'hash'> & { readonly hash?: string })): string =>
  digestHex(canonical(rest));

/** What comes after a chain's head, in this order. */
export const linked = (head: Head, entries: readonly Unlinked[]): Link[] => {
  let { sequence, hash } = head;
  return entries.map((each) => {
    const link = { ...each, sequence: (sequence += 1), previous: hash };
    return { ...link, hash: (hash = hashOf(link)) };
  });
};

/** Goes along a chain from its first entry and stops at the first link that does not hold. */
export class ChainCheck {
  #head = nothingYet;
  #broken: BrokenLink | undefined;
  #isHeld: boolean;

  /** `holds`: a hash that was noted earlier, which the chain must still have. */
  constructor(private readonly holds?: string) {
    this.#isHeld = holds === undefined;
  }

  /** The next entry in order of sequence. Says whether the chain holds as far as this. */
  take(link: Link): boolean {
    if (this.#broken !== undefined) return false;
    const why = this.#wrongWith(link);
    if (why !== undefined) {
      const sequence = why === 'missing' ? this.#head.sequence + 1 : link.sequence;
      this.#broken = { sequence, why, ...(why !== 'missing' && { event: link.event }) };
      return false;
    }
    this.#head = link;
    if (link.hash === this.holds) this.#isHeld = true;
    return true;
  }

  get count(): number {
    return this.#head.sequence;
  }

  /** Of the last entry that holds. */
  get hash(): string | undefined {
    return this.#head.sequence === 0 ? undefined : this.#head.hash;
  }

  /** To be asked at the chain's end. */
  get broken(): BrokenLink | undefined {
    if (this.#broken !== undefined || this.#isHeld) return this.#broken;
    return { sequence: this.#head.sequence + 1, why: 'not-held' };
  }

  #wrongWith(link: Link): BrokenLink['why'] | undefined {
    if (link.sequence > this.#head.sequence + 1) return 'missing';
    if (link.sequence <= this.#head.sequence) return 'twice';
    if (link.hash !== hashOf(link)) return 'changed';
    return link.previous === this.#head.hash ? undefined : 'unlinked';
  }
}
