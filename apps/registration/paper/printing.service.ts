import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import {
  type FileMade,
  type GetLetterPattern,
  type ParsedRequestOf,
  type PrintRun,
  type StartPrintRun,
} from '#contracts';
import { AppError, Clock, conflict, notFound } from '#platform';
import { paperWordsOf, textIn } from '#words';
import { wordFileType, writeWordFile } from '#word-files';
import { Files } from '../files/files.module.js';
import { InvitationStore } from '../invitation/invitation.module.js';
import { meetingOf, MeetingStore } from '../meeting/meeting.module.js';
import { letterInWord, letterMargins } from './letter-in-word.js';
import { printRunOf, type PrintRunRecord, refuseTooMany } from './print-run.js';
import { PrintRunStore } from './print-run.store.js';
import { printSettings, type PrintSettings, PrintWork } from './print-work.js';

/** What people ask of documents on paper; they are made beside requests. */
@Injectable()
export class PrintingService {
  constructor(
    private readonly store: PrintRunStore,
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly files: Files,
    private readonly work: PrintWork,
    private readonly clock: Clock,
    @Inject(printSettings) private readonly settings: PrintSettings,
  ) {}

  /**
   * Throws not-found 'meeting-not-found', conflict 'meeting-not-announced': before that nobody is invited; invalid 'too-many-for-word'.
   */
  async start({ provinceCode, invitationId, ...asked }: ParsedRequestOf<typeof StartPrintRun>): Promise<PrintRun> {
    const meeting = await this.meetings.get(asked.meetingId);
    if (meeting.status === 'draft') throw conflict('meeting-not-announced', { values: { id: meeting.id } });
    if (asked.parts === 'letters-in-word')
      await this.#fitsInWord({ meetingId: meeting.id, provinceCode, invitationId });
    const begun = await this.store.begin({
      id: `print-${randomBytes(10).toString('hex')}`,
      ...asked,
      ...(provinceCode !== undefined && { provinceCode }),
      ...(invitationId !== undefined && { invitationId }),
      state: 'waiting',
      written: 0,
      offices: 0,
      tries: 0,
      startedAt: this.clock.now().toISOString(),
      asPage: this.settings.chromium === '' && asked.parts !== 'letters-in-word',
    });
    this.work.wake();
    return printRunOf(begun, undefined);
  }

  async list(meetingId: string): Promise<PrintRun[]> {
    return Promise.all((await this.store.list(meetingId)).map((run) => this.#told(run)));
  }

  async stop(printRunId: string): Promise<PrintRun> {
    return this.#told((await this.store.save(printRunId, { state: 'stopped' })) ?? (await this.store.get(printRunId)));
  }

  /** Throws not-found 'print-run-not-found', 'file-not-found' where it is not made or was forgotten. */
  async file(printRunId: string): Promise<FileMade> {
    const { fileId } = await this.store.get(printRunId);
    if (fileId === undefined) throw notFound('file-not-found', { values: { id: printRunId } });
    return this.files.told(fileId);
  }

  /** The letter of no office in particular: what is to be filled in is left open. Throws not-found 'meeting-not-found'. */
  async pattern({ meetingId, language }: ParsedRequestOf<typeof GetLetterPattern>): Promise<FileMade> {
    const meeting = meetingOf(await this.meetings.get(meetingId));
    const title = paperWordsOf(language).page.patternName(textIn(meeting.title, language));
    const { origin } = new URL(this.settings.publicUrl);
    const letter = letterInWord({ meeting, language, until: meeting.replyBy, codeAddress: `${origin}/r` });
    return this.files.make({ name: `${title}.docx`, contentType: wordFileType }, (stream) =>
      writeWordFile(stream, { title, language, margins: letterMargins, parts: [letter] }),
    );
  }

  async #fitsInWord({
    meetingId,
    provinceCode,
    invitationId,
  }: Pick<ParsedRequestOf<typeof StartPrintRun>, 'meetingId' | 'provinceCode' | 'invitationId'>): Promise<void> {
    if (invitationId !== undefined) return;
    const of = { meetingId, ...(provinceCode !== undefined && { provinceCode }) };
    refuseTooMany((await this.invitations.seats(of)).length);
  }

  async #told(run: PrintRunRecord): Promise<PrintRun> {
    if (run.fileId === undefined) return printRunOf(run, undefined);
    const file = await this.files.told(run.fileId).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'file-not-found') return undefined;
      throw error;
    });
    return printRunOf(run, file);
  }
}
