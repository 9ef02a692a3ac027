import { Writable } from 'node:stream';
import {
  CommitImport,
  ExportOrganisations,
  filePartBytes,
  GetFilePart,
  GetImport,
  type Import,
  type ImportRow,
  type ImportState,
  KeepFilePart,
  type Language,
  ListClasses,
  ListImportRows,
  type ReturnOf,
  type RequestOf,
  type RpcContract,
  StartImport,
} from '#contracts';
import { writeXlsx } from '#sheets';
import { eventually } from '#testing';

type Caller = { call<C extends RpcContract>(contract: C, request: RequestOf<C>): Promise<ReturnOf<C>> };

class Kept extends Writable {
  readonly #chunks: Buffer[] = [];
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(Buffer.from(chunk));
    done();
  }
  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What is written into a stream, as a whole. */
export const written = async (write: (stream: Writable) => Promise<void>): Promise<Buffer> => {
  const kept = new Kept();
  await write(kept);
  return kept.bytes;
};

/** A workbook of texts: sheets by their names, each with its headings first. */
export const workbookOf = (sheets: Readonly<Record<string, readonly (readonly string[])[]>>): Promise<Buffer> =>
  written((stream) =>
    writeXlsx(
      stream,
      Object.entries(sheets).map(([name, [titles = [], ...rows]]) => ({
        name,
        columns: titles.map((title) => ({ title })),
        rows,
      })),
    ),
  );

/** A long list on a busy machine, and one that another replica has to go on with. */
const patience = { within: 25_000 };
let count = 0;

/** Lists of offices as the gateway hands them in, and what people do with them. */
export class ListsOfOffices {
  constructor(private readonly registration: () => Caller) {}

  /** Sends the file in parts and begins to read it. */
  async begin(file: Uint8Array, more: { readonly meetingId?: string } = {}): Promise<string> {
    count += 1;
    const importId = `imp-list-${count}`;
    for (let number = 0; number * filePartBytes < file.length; number += 1) {
      const part = Buffer.from(file.subarray(number * filePartBytes, (number + 1) * filePartBytes));
      await this.registration().call(KeepFilePart, { fileId: importId, number, content: part.toString('base64') });
    }
    const start = { importId, fileName: 'offices', bytes: file.length, startedBy: 'staff-1', ...more };
    await this.registration().call(StartImport, start);
    return importId;
  }

  async hand(
    file: Uint8Array,
    state: ImportState = 'waiting',
    more: { readonly meetingId?: string } = {},
  ): Promise<Import> {
    return this.until(await this.begin(file, more), state);
  }

  until(importId: string, state: ImportState, when: (now: Import) => boolean = () => true): Promise<Import> {
    return eventually(async () => {
      const now = await this.registration().call(GetImport, { importId });
      if (now.state !== state || !when(now)) throw new Error(`it is ${now.state}, ${JSON.stringify(now.counts)}`);
      return now;
    }, patience);
  }

  async keep(importId: string, which: 'all' | 'valid' = 'valid'): Promise<Import> {
    await this.registration().call(CommitImport, { importId, which });
    return this.until(importId, 'done');
  }

  async rows(importId: string, language: Language = 'th'): Promise<ImportRow[]> {
    return (await this.registration().call(ListImportRows, { importId, language, limit: 100 })).items;
  }

  /** Of each row: its state, and what is wrong with which cell. */
  async said(importId: string): Promise<string[]> {
    return (await this.rows(importId)).map(({ state, problems }) =>
      [state, ...problems.map(({ cell, code }) => `${cell} ${code}`)].join(' '),
    );
  }

  /** How many offices the directory has. */
  async offices(): Promise<number> {
    const { items } = await this.registration().call(ListClasses, {});
    return items.reduce((sum, { offices }) => sum + offices, 0);
  }

  async export(format: 'xlsx' | 'csv', language: Language = 'th'): Promise<Buffer> {
    const made = await this.registration().call(ExportOrganisations, { format, language });
    const parts: Buffer[] = [];
    for (let number = 0; number * filePartBytes < made.bytes; number += 1) {
      const { content } = await this.registration().call(GetFilePart, { fileId: made.fileId, number });
      parts.push(Buffer.from(content, 'base64'));
    }
    return Buffer.concat(parts);
  }
}
