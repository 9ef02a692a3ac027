import { Injectable } from '@nestjs/common';
import { type FileKind, filePrefixes } from '#contracts';

/** A feature that takes files of a kind from people, and knows which of them are of use. */
export type FileUser = {
  /** Which of these somebody has named, so that they stay. */
  readonly named: (fileIds: readonly string[]) => Promise<readonly string[]>;
  /** The file goes: so does what is kept beside it. Again it changes nothing. */
  readonly forgotten?: (fileId: string) => Promise<void>;
};

/** Which feature each kind of file belongs to: what is handed in and named by nobody is forgotten by what that feature says. */
@Injectable()
export class FileUsers {
  readonly #users = new Map<FileKind, FileUser>();

  register(kind: FileKind, user: FileUser): void {
    if (this.#users.has(kind)) throw new Error(`files of the kind ${kind} belong to another feature`);
    this.#users.set(kind, user);
  }

  /** Each with what the ids of its files begin with. */
  all(): readonly (FileUser & { readonly prefix: string })[] {
    return [...this.#users].map(([kind, user]) => ({ ...user, prefix: filePrefixes[kind] }));
  }

  async forgotten(fileId: string): Promise<void> {
    await this.all()
      .find(({ prefix }) => fileId.startsWith(prefix))
      ?.forgotten?.(fileId);
  }
}
