import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  type FileMade,
  type GetScan,
  type KeepScan,
  mostScanBytes,
  type ParsedRequestOf,
  type Scan,
  scanEndings,
} from '#contracts';
import { mustReach } from '#messaging';
import { Clock, conflict, invalid, notFound } from '#platform';
import { Files, FileUsers } from '../files/files.module.js';
import { type InvitationRecord, InvitationStore } from '../invitation/invitation.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { isWholeScan, scanTypeOf } from './scan-content.js';
import { type ScanRecord, ScanStore } from './scan.store.js';

const noSuchScan = (id: string) => notFound('scan-not-found', { values: { id } });
const scanOf = ({ scanId, contentType, bytes, sha256 }: ScanRecord): Scan => ({ scanId, contentType, bytes, sha256 });

/** Papers as they came: taken by what they hold, and named by the answer that they prove. */
@Injectable()
export class ScanService implements OnModuleInit {
  constructor(
    private readonly files: Files,
    private readonly users: FileUsers,
    private readonly scans: ScanStore,
    private readonly invitations: InvitationStore,
    private readonly meetings: MeetingStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.users.register('scan', {
      named: async (scanIds) => [...(await this.invitations.namingScans(scanIds)).keys()],
      forgotten: (scanId) => this.scans.remove(scanId),
    });
  }

  /** Throws invalid 'scan-type-refused' for what is no scan, 'scan-damaged' for half of one, 'file-damaged' for what is not what was sent. */
  async keep({ scanId, bytes, sha256, ...by }: ParsedRequestOf<typeof KeepScan>): Promise<Scan> {
    const [kept] = await this.scans.find([scanId]);
    if (kept !== undefined) return scanOf(kept);
    await this.meetings.get(by.meetingId);
    if (bytes > mostScanBytes) {
      await this.files.remove(scanId);
      throw invalid('file-too-large', { values: { most: mostScanBytes / 1024 / 1024 } });
    }
    await this.files.complete(scanId, { name: scanId, bytes });
    const content = await this.files.onDisk(scanId, (path) => readFile(path));
    const isWhatWasSent = createHash('sha256').update(content).digest('hex') === sha256;
    const contentType = scanTypeOf(content);
    if (!isWhatWasSent || contentType === undefined || !isWholeScan(contentType, content)) {
      await this.files.remove(scanId);
      if (!isWhatWasSent) throw invalid('file-damaged');
      throw invalid(contentType === undefined ? 'scan-type-refused' : 'scan-damaged');
    }
    const scan = { scanId, contentType, bytes, sha256 };
    await this.scans.insert({ ...scan, ...by, keptAt: this.clock.now().toISOString() });
    return scan;
  }

  /**
   * The scans that an answer of this office is about to name, which stay until it does. Throws not-found 'scan-not-found',
   * conflict 'scan-elsewhere' for one that proves another office's answer.
   */
  async claim(
    { id, meetingId }: Pick<InvitationRecord, 'id' | 'meetingId'>,
    scanIds: readonly string[],
  ): Promise<Scan[]> {
    const kept = new Map((await this.scans.find(scanIds)).map((scan) => [scan.scanId, scan]));
    const naming = await this.invitations.namingScans(scanIds);
    const claimed: Scan[] = [];
    for (const scanId of new Set(scanIds)) {
      const scan = kept.get(scanId);
      if (scan === undefined || scan.meetingId !== meetingId || !(await this.files.touch(scanId)))
        throw noSuchScan(scanId);
      if ((naming.get(scanId) ?? id) !== id) throw conflict('scan-elsewhere');
      claimed.push(scanOf(scan));
    }
    return claimed;
  }

  /** For those who see the persons of this office. Throws not-found 'scan-not-found' for a scan that no answer of it names. */
  async get({ invitationId, scanId }: ParsedRequestOf<typeof GetScan>): Promise<FileMade> {
    const { organisation, responses } = await this.invitations.get(invitationId);
    mustReach(organisation.provinceCode);
    const response = responses.find(({ scans = [] }) => scans.some((each) => each.scanId === scanId));
    const at = response?.scans?.findIndex((each) => each.scanId === scanId) ?? -1;
    const scan = response?.scans?.[at];
    if (response === undefined || scan === undefined) throw noSuchScan(scanId);
    const name = `${organisation.name.th.slice(0, 150)} ${response.revision}-${at + 1}.${scanEndings[scan.contentType]}`;
    return { fileId: scanId, name, contentType: scan.contentType, bytes: scan.bytes };
  }
}
