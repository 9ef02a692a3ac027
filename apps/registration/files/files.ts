import { type Writable } from 'node:stream';
import { type FileMade } from '#contracts';

/** What a file is called and what it holds. */
export type Named = Pick<FileMade, 'name' | 'contentType'>;

/** What of others goes with a file that is forgotten. */
export type Beside = (fileId: string) => Promise<void>;

/** Files that people handed in or that were made for them: kept in parts, whole once all of them are there. */
export abstract class Files {
  /** Parts are counted from 0; the same part again takes the place of the first. Throws conflict 'file-kept' once the file is whole. */
  abstract keepPart(fileId: string, number: number, content: Uint8Array): Promise<void>;
  /** Makes a whole file of its parts. Throws invalid 'file-incomplete' if they are not as many bytes. Again it changes nothing. */
  abstract complete(
    fileId: string,
    file: Pick<Named, 'name'> & Partial<Named> & { readonly bytes: number },
  ): Promise<void>;
  /** A file that somebody is about to get, of what `write` writes and ends; it is forgotten after a while. */
  abstract make(file: Named, write: (stream: Writable) => Promise<void>): Promise<FileMade>;
  /** A whole file as others are told of it. Throws not-found 'file-not-found'. */
  abstract told(fileId: string): Promise<FileMade>;
  /** Throws not-found 'file-not-found' where the whole file or the part is not there. */
  abstract part(fileId: string, number: number): Promise<Uint8Array>;
  /** Does the work with the whole file as one on this machine's disk, which is gone after it. */
  abstract onDisk<Result>(fileId: string, work: (path: string) => Promise<Result>): Promise<Result>;
  abstract remove(fileId: string): Promise<void>;
  /** Whoever is about to name a file touches it: from now on it has a day. Whether the whole file is there. */
  abstract touch(fileId: string): Promise<boolean>;
  /** Whole files whose ids begin so and that nobody has touched since an instant, in order of their ids, from one on. */
  abstract untouched(of: {
    readonly prefix: string;
    readonly before: Date;
    readonly after?: string | undefined;
    readonly limit: number;
  }): Promise<string[]>;
  /** Removes a whole file, unless somebody has touched it since an instant. A crash in between is made up for by `forgetUnfinished`. */
  abstract forget(fileId: string, before: Date, beside: Beside): Promise<void>;
  /** Removes what was begun before an instant and never became whole, and what somebody has begun to remove. */
  abstract forgetUnfinished(before: Date, beside?: Beside): Promise<void>;
  /** Removes what was made before an instant. */
  abstract forgetMade(before: Date): Promise<void>;
}
