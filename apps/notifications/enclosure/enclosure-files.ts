import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { filePartBytes, GetFilePart, type MeetingFile } from '#contracts';
import { RpcClient } from '#messaging';
import { AppError, keepAtMost } from '#platform';

/** A meeting's enclosures are the same for all offices: they are fetched once. */
const mostKnown = 20;

/** The content of files that registration keeps. */
@Injectable()
export class EnclosureFiles {
  readonly #logger = new Logger(EnclosureFiles.name);
  readonly #known = new Map<string, Promise<Buffer | undefined>>();

  constructor(private readonly rpc: RpcClient) {}

  /** Nothing where the file is not there any more, or is another than the meeting names. Throws unavailable while registration is away. */
  get(file: MeetingFile): Promise<Buffer | undefined> {
    const known = this.#known.get(file.sha256);
    if (known !== undefined) return known;
    const fetched = keepAtMost(mostKnown, this.#known, file.sha256, this.#fetch(file));
    fetched.catch(() => this.#known.delete(file.sha256));
    return fetched;
  }

  async #fetch({ fileId, bytes, sha256 }: MeetingFile): Promise<Buffer | undefined> {
    try {
      const parts: Buffer[] = [];
      for (let number = 0; number * filePartBytes < bytes; number += 1)
        parts.push(Buffer.from((await this.rpc.call(GetFilePart, { fileId, number })).content, 'base64'));
      const content = Buffer.concat(parts);
      if (createHash('sha256').update(content).digest('hex') === sha256) return content;
      this.#logger.error(`the enclosure ${fileId} is another than its meeting names: it goes with no mail`);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
      this.#logger.warn(`the enclosure ${fileId} is not there any more: mails go without it`);
    }
    return undefined;
  }
}
