import { type Cell, type Range, type Row } from '#sheets';

/** The highest column that a joined cell is looked for in; lists are narrower. */
const mostColumn = 200;

/**
 * Cells that are joined over several rows say what stands in the first of them, in each row: a province that is written
 * once beside its offices. Rows come one after the other.
 */
export class MergedCells {
  readonly #waiting: Range[];
  readonly #open = new Map<number, { readonly toRow: number; readonly cell: Cell }>();

  constructor(ranges: readonly Range[]) {
    this.#waiting = ranges
      .filter(({ fromRow, toRow, fromColumn }) => toRow > fromRow && fromColumn <= mostColumn)
      .sort((one, other) => other.fromRow - one.fromRow);
  }

  fill({ number, cells }: Row): Row {
    for (let next = this.#waiting.at(-1); next !== undefined && next.fromRow <= number; next = this.#waiting.at(-1)) {
      this.#waiting.pop();
      const cell = next.fromRow === number ? cells[next.fromColumn - 1] : undefined;
      if (cell !== undefined) this.#open.set(next.fromColumn, { toRow: next.toRow, cell });
    }
    if (this.#open.size === 0) return { number, cells };
    const filled = [...cells];
    for (const [column, { toRow, cell }] of this.#open) {
      if (toRow < number) this.#open.delete(column);
      else {
        while (filled.length < column) filled.push({ text: '' });
        filled[column - 1] = cell;
      }
    }
    return { number, cells: filled };
  }
}
