import { randomBytes } from 'node:crypto';
import { Controller, Query, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import {
  filePartBytes,
  type Import,
  KeepFilePart,
  mostFileBytes,
  querySchemaOf,
  type RestOf,
  StartImport,
  UploadTable,
} from '#contracts';
import { RpcClient, withAsker } from '#messaging';
import { invalid } from '#platform';
import { staffOf } from '../access/admitted.js';
import { fileBody } from '../http/file-body.js';
import { Serves } from '../http/serves.js';
import { inParts } from './in-parts.js';

const unnamed = 'offices';

/** Files are handed on while they come: no more than a part of one is held here. */
@Controller()
export class UploadController {
  constructor(private readonly rpc: RpcClient) {}

  @Serves(UploadTable)
  async upload(
    @Req() request: FastifyRequest,
    @Query({ schema: querySchemaOf(UploadTable) }) { meetingId, fileName = unnamed }: RestOf<typeof UploadTable>,
  ): Promise<Import> {
    const importId = `imp-${randomBytes(10).toString('hex')}`;
    let [number, bytes] = [0, 0];
    for await (const part of inParts(fileBody(request), filePartBytes)) {
      bytes += part.length;
      if (bytes > mostFileBytes) throw invalid('file-too-large', { values: { most: mostFileBytes / 1024 / 1024 } });
      const content = part.toString('base64');
      // The parts are no acts of their own: what staff do is to begin the import.
      await withAsker({ kind: 'system' }, () => this.rpc.call(KeepFilePart, { fileId: importId, number, content }));
      number += 1;
    }
    if (bytes === 0) throw invalid('table-empty');
    const by = { startedBy: staffOf(request).id, ...(meetingId !== undefined && { meetingId }) };
    return this.rpc.call(StartImport, { importId, fileName, bytes, ...by });
  }
}
