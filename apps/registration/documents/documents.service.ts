import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import {
  documentEndings,
  type FileMade,
  filesOf,
  KeepDocument,
  type MeetingFile,
  mostDocumentBytes,
  type ParsedRequestOf,
} from '#contracts';
import { Clock, invalid, notFound } from '#platform';
import { Files } from '../files/files.module.js';
import { typeOfContent } from './content-type.js';
import { DocumentStore } from './document.store.js';

type Naming = Parameters<typeof filesOf>[0];
const noSuchFile = (id: string) => notFound('file-not-found', { values: { id } });

/** Files that meetings name: taken by what they hold, and handed out under the title that the meeting gives them. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly files: Files,
    private readonly documents: DocumentStore,
    private readonly clock: Clock,
  ) {}

  /** Throws invalid 'file-type-refused' for what no meeting hands out, 'file-damaged' for what is not what was sent. */
  async keep({ fileId, bytes, sha256, ...by }: ParsedRequestOf<typeof KeepDocument>): Promise<MeetingFile> {
    const [kept] = await this.documents.find([fileId]);
    if (kept !== undefined) return kept;
    if (bytes > mostDocumentBytes) {
      await this.files.remove(fileId);
      throw invalid('file-too-large', { values: { most: mostDocumentBytes / 1024 / 1024 } });
    }
    await this.files.complete(fileId, { name: fileId, bytes });
    const content = await this.files.onDisk(fileId, (path) => readFile(path));
    const isWhatWasSent = createHash('sha256').update(content).digest('hex') === sha256;
    const contentType = typeOfContent(content);
    if (contentType === undefined || !isWhatWasSent) {
      await this.files.remove(fileId);
      throw invalid(isWhatWasSent ? 'file-type-refused' : 'file-damaged');
    }
    const file = { fileId, contentType, bytes, sha256 };
    await this.documents.insert({ ...file, ...by, keptAt: this.clock.now().toISOString() });
    return file;
  }

  /**
   * Throws not-found 'file-not-found' for a file that was not kept so: nobody names another's file, nor says what it is. What
   * is named stays: it has a day from now on until the meeting does.
   */
  async assertKept(after: Naming, before: Naming = {}): Promise<void> {
    const named = new Map(filesOf(before).map(({ file }) => [file.fileId, file]));
    const all = filesOf(after);
    const there = await Promise.all(all.map(({ file }) => this.files.touch(file.fileId)));
    const gone = new Set(all.flatMap(({ file }, index) => (there[index] === true ? [] : [file.fileId])));
    const added = all.filter(({ file }) => !isDeepStrictEqual(named.get(file.fileId), file));
    if (added.length === 0) return;
    const kept = new Map(
      (await this.documents.find(added.map(({ file }) => file.fileId))).map((file) => [file.fileId, file]),
    );
    for (const { file } of added)
      if (gone.has(file.fileId) || !isDeepStrictEqual(kept.get(file.fileId), { ...file }))
        throw noSuchFile(file.fileId);
  }

  /** What is kept of a file that goes. */
  forgotten(fileId: string): Promise<void> {
    return this.documents.remove(fileId);
  }

  /** A file that the meeting names now, as whoever gets it sees it. Throws not-found 'file-not-found' for any other. */
  handOut(meeting: Naming, fileId: string): FileMade {
    const named = filesOf(meeting).find(({ file }) => file.fileId === fileId);
    if (named === undefined) throw noSuchFile(fileId);
    const { contentType, bytes } = named.file;
    return { fileId, name: `${named.title.slice(0, 150)}.${documentEndings[contentType]}`, contentType, bytes };
  }
}
