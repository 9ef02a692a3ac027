import { Controller } from '@nestjs/common';
import { filePartBytes, GetFilePart, KeepFilePart, type ParsedRequestOf, type ReturnOf } from '#contracts';
import { HandlesRpc } from '#messaging';
import { invalid } from '#platform';
import { Files } from './files.js';

@Controller()
export class FileController {
  constructor(private readonly files: Files) {}

  @HandlesRpc(KeepFilePart)
  async keepPart({
    fileId,
    number,
    content,
  }: ParsedRequestOf<typeof KeepFilePart>): Promise<ReturnOf<typeof KeepFilePart>> {
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length === 0 || bytes.length > filePartBytes)
      throw invalid('file-incomplete', { values: { id: fileId } });
    await this.files.keepPart(fileId, number, bytes);
    return {};
  }

  @HandlesRpc(GetFilePart)
  async getPart({ fileId, number }: ParsedRequestOf<typeof GetFilePart>): Promise<ReturnOf<typeof GetFilePart>> {
    return { content: Buffer.from(await this.files.part(fileId, number)).toString('base64') };
  }
}
