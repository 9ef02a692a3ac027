const ROWS_A_PAGE = 32_768;

/** A set of row numbers, a bit for each: small also for many rows, since they lie close together. */
export class RowSet {
  private readonly pages = new Map<number, Uint32Array>();

  /** @returns whether it was not in yet */
  add(row: number): boolean {
    const number = Math.floor(row / ROWS_A_PAGE);
    let page = this.pages.get(number);
    if (!page) this.pages.set(number, (page = new Uint32Array(ROWS_A_PAGE / 32)));
    const bit = row - number * ROWS_A_PAGE;
    const mask = 1 << (bit & 31);
    if ((page[bit >>> 5]! & mask) !== 0) return false;
    page[bit >>> 5]! |= mask;
    return true;
  }
}
