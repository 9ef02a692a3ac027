import { randomBytes } from 'node:crypto';
import { Controller, Param, Query, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import {
  type FileKind,
  filePrefixes,
  type Import,
  KeepDocument,
  KeepScan,
  type MeetingFile,
  mostDocumentBytes,
  mostFileBytes,
  mostScanBytes,
  type PathOf,
  pathSchemaOf,
  querySchemaOf,
  type RestOf,
  type Scan,
  StartImport,
  UploadDocument,
  UploadScan,
  UploadTable,
} from '#contracts';
import { RpcClient } from '#messaging';
import { invalid } from '#platform';
import { staffOf } from '../access/admitted.js';
import { Serves } from '../http/serves.js';
import { Uploads } from './uploads.js';

const unnamed = 'offices';
const newId = (kind: FileKind): string => `${filePrefixes[kind]}${randomBytes(10).toString('hex')}`;

@Controller()
export class UploadController {
  constructor(
    private readonly rpc: RpcClient,
    private readonly uploads: Uploads,
  ) {}

  @Serves(UploadTable)
  async table(
    @Req() request: FastifyRequest,
    @Query({ schema: querySchemaOf(UploadTable) }) { meetingId, fileName = unnamed }: RestOf<typeof UploadTable>,
  ): Promise<Import> {
    const importId = newId('table');
    const { bytes } = await this.uploads.take(request, importId, mostFileBytes);
    if (bytes === 0) throw invalid('table-empty');
    const by = { startedBy: staffOf(request).id, ...(meetingId !== undefined && { meetingId }) };
    return this.rpc.call(StartImport, { importId, fileName, bytes, ...by }, UploadTable.http);
  }

  @Serves(UploadDocument)
  async document(
    @Req() request: FastifyRequest,
    @Param({ schema: pathSchemaOf(UploadDocument) }) { meetingId }: PathOf<typeof UploadDocument>,
  ): Promise<MeetingFile> {
    const fileId = newId('document');
    const taken = await this.uploads.take(request, fileId, mostDocumentBytes);
    if (taken.bytes === 0) throw invalid('file-type-refused');
    return this.rpc.call(
      KeepDocument,
      { fileId, ...taken, meetingId, keptBy: staffOf(request).id },
      UploadDocument.http,
    );
  }

  @Serves(UploadScan)
  async scan(
    @Req() request: FastifyRequest,
    @Param({ schema: pathSchemaOf(UploadScan) }) { meetingId }: PathOf<typeof UploadScan>,
  ): Promise<Scan> {
    const scanId = newId('scan');
    const taken = await this.uploads.take(request, scanId, mostScanBytes);
    if (taken.bytes === 0) throw invalid('scan-type-refused');
    return this.rpc.call(KeepScan, { scanId, ...taken, meetingId, keptBy: staffOf(request).id }, UploadScan.http);
  }
}
