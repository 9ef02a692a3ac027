import { Readable } from 'node:stream';
import { Injectable, StreamableFile } from '@nestjs/common';
import {
  copyPrefix,
  type FileMade,
  filePartBytes,
  GetFilePart,
  GetInboxPart,
  GetMailCopyPart,
  mailPrefix,
} from '#contracts';
import { RpcClient, withAsker } from '#messaging';
import { attachmentNamed } from './attachment.js';

/** Files on their way to whoever may have them: handed on part by part, no more than one of which is held here. */
@Injectable()
export class Downloads {
  constructor(private readonly rpc: RpcClient) {}

  /** The first part is there when this resolves: a file that is gone is a problem and no half of an answer. */
  async answer({ fileId, name, contentType, bytes }: FileMade): Promise<StreamableFile> {
    // Mails that came, what came with them, and mails that went out are with the notifications.
    const contract = fileId.startsWith(mailPrefix)
      ? GetInboxPart
      : fileId.startsWith(copyPrefix)
        ? GetMailCopyPart
        : GetFilePart;
    const part = async (number: number): Promise<Buffer> => {
      // Who may have it has been decided with the request that named it.
      const { content } = await withAsker({ kind: 'system' }, () => this.rpc.call(contract, { fileId, number }));
      return Buffer.from(content, 'base64');
    };
    const count = Math.ceil(bytes / filePartBytes);
    const first = count > 0 ? [await part(0)] : [];
    const rest = async function* () {
      yield* first;
      for (let number = 1; number < count; number += 1) yield await part(number);
    };
    return new StreamableFile(Readable.from(rest(), { objectMode: false }), {
      type: contentType,
      disposition: attachmentNamed(name),
      length: bytes,
    });
  }
}
