/** Files that people handed in, such as lists of offices: kept in parts, whole once all of them are there. */
export abstract class Files {
  /** Parts are counted from 0; the same part again takes the place of the first. Throws conflict 'file-kept' once the file is whole. */
  abstract keepPart(fileId: string, number: number, content: Uint8Array): Promise<void>;
  /** Makes a whole file of its parts. Throws invalid 'file-incomplete' if they are not as many bytes. Again it changes nothing. */
  abstract complete(fileId: string, file: { readonly name: string; readonly bytes: number }): Promise<void>;
  /** Does the work with the whole file as one on this machine's disk, which is gone after it. */
  abstract onDisk<Result>(fileId: string, work: (path: string) => Promise<Result>): Promise<Result>;
  abstract remove(fileId: string): Promise<void>;
  /** Removes what was begun before an instant and never became whole. */
  abstract forgetUnfinished(before: Date): Promise<void>;
}
