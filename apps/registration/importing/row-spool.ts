import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { type Row } from '#sheets';

const rowsALine = 100;

/** Rows that were read once and are gone through again: in a file of the work's own, since to read a sheet takes far longer. */
export class RowSpool {
  constructor(private readonly path: string) {}

  /** Keeps each row and hands it on. */
  async *keeping(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
    const stream = createWriteStream(this.path, { mode: 0o600 });
    // Whatever goes wrong is heard where it is written, or at the end.
    stream.on('error', () => undefined);
    try {
      let some: Row[] = [];
      for await (const row of rows) {
        some.push(row);
        if (some.length >= rowsALine) {
          await write(stream, some);
          some = [];
        }
        yield row;
      }
      await write(stream, some);
      await ended(stream);
    } finally {
      stream.destroy();
    }
  }

  /** Those that were kept, in their order. */
  async *rows(): AsyncGenerator<Row> {
    let line = '';
    for await (const piece of createReadStream(this.path, 'utf8') as AsyncIterable<string>) {
      // Not by node:readline, to which U+2028 in a cell ends a line as well.
      const [rest = '', ...others] = piece.split('\n');
      line += rest;
      for (const other of others) {
        yield* JSON.parse(line) as Row[];
        line = other;
      }
    }
  }
}

const write = async (stream: WriteStream, rows: readonly Row[]): Promise<void> => {
  if (stream.errored !== null) throw stream.errored;
  if (rows.length > 0 && !stream.write(`${JSON.stringify(rows)}\n`)) await once(stream, 'drain');
};
const ended = async (stream: WriteStream): Promise<void> => {
  stream.end();
  await once(stream, 'close');
  if (stream.errored !== null) throw stream.errored;
};
