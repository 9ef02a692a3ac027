import { Injectable } from '@nestjs/common';
import {
  type Import,
  type ImportRow,
  type Language,
  type ListImportRows,
  type ParsedRequestOf,
  type ReturnOf,
  type StartImport,
} from '#contracts';
import { askedBy, fitting } from '#messaging';
import { retryOnConflict } from '#persistence';
import { Clock, conflict } from '#platform';
import { Files } from '../files/files.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import {
  type AskedOfImport,
  commit,
  importInList,
  importOf,
  type ImportRecord,
  noCounts,
  readAnew,
  stop,
  undo,
} from './import.js';
import { ImportPageStore } from './import-page.store.js';
import { ImportStore } from './import.store.js';
import { ImportWork } from './import-work.js';
import { KeepingService } from './keeping.service.js';
import { importIn, worded } from './worded.js';

const mostNamed = 5;

type Page = Pick<ParsedRequestOf<typeof ListImportRows>, 'state' | 'after' | 'limit'>;

/** What people decide of imports; the work itself is done beside requests. */
@Injectable()
export class ImportService {
  constructor(
    private readonly store: ImportStore,
    private readonly pages: ImportPageStore,
    private readonly files: Files,
    private readonly meetings: MeetingStore,
    private readonly keeping: KeepingService,
    private readonly work: ImportWork,
    private readonly clock: Clock,
  ) {}

  async start({ importId, fileName, bytes, ...rest }: ParsedRequestOf<typeof StartImport>): Promise<Import> {
    const present = await this.store.find(importId);
    if (present !== undefined) return importOf(present);
    if (rest.meetingId !== undefined) await this.meetings.get(rest.meetingId);
    await this.files.complete(importId, { name: fileName, bytes });
    const now = this.clock.now().toISOString();
    await this.store.insert({
      id: importId,
      fileName,
      bytes,
      ...(rest.meetingId !== undefined && { meetingId: rest.meetingId }),
      startedBy: rest.startedBy,
      state: 'received',
      startedAt: now,
      changedAt: now,
      sheets: [],
      counts: noCounts,
      newClasses: [],
      newSites: [],
      classes: [],
      asked: {},
      attempt: 0,
      tries: 0,
    });
    this.work.wake();
    return importOf(await this.store.get(importId));
  }

  async list(): Promise<Import[]> {
    return (await this.store.list()).map(importInList);
  }

  async get(importId: string, language: Language): Promise<Import> {
    return importIn(importOf(await this.store.get(importId)), language);
  }

  async listRows({
    importId,
    language,
    ...asked
  }: ParsedRequestOf<typeof ListImportRows>): Promise<ReturnOf<typeof ListImportRows>> {
    const record = await this.store.get(importId);
    const page = await (asked.invited ? this.#invitedRows(record, asked) : this.#rows(record, asked));
    const invited = await this.keeping.invitedAmong(page.items);
    const classes = new Map(record.classes.map((each) => [each.class, each.name]));
    const items = page.items.map((row) => ({
      ...row,
      problems: row.problems.map((each) => worded(each, language, classes)),
      ...(invited.has(row) && { invited: true as const }),
    }));
    return { ...page, items };
  }

  #rows(record: ImportRecord, { state, after, limit }: Page): ReturnType<ImportPageStore['list']> {
    const from = Number(after ?? 0);
    return this.pages.list(record, { state, after: Number.isSafeInteger(from) ? from : 0, limit });
  }

  /** They are looked for page by page: which offices are invited stands in another collection. */
  async #invitedRows(record: ImportRecord, { limit, ...asked }: Page): ReturnType<ImportPageStore['list']> {
    const items: ImportRow[] = [];
    for (let { after } = asked; ;) {
      const page = await this.#rows(record, { state: 'new', after, limit: 1000 });
      items.push(...(await this.keeping.invitedAmong(page.items)));
      if (items.length > limit || page.next === undefined) {
        const fit = fitting(items.slice(0, limit));
        const last = fit.at(-1);
        return { items: fit, ...(items.length > fit.length && last && { next: String(last.number) }) };
      }
      after = page.next;
    }
  }

  setColumns(importId: string, asked: AskedOfImport): Promise<Import> {
    return this.#decide(importId, (record) => ({ ...readAnew(record, asked), attempt: record.attempt + 1 }));
  }

  commit(importId: string, which: 'all' | 'valid'): Promise<Import> {
    return this.#decide(importId, (record) => commit(record, which));
  }

  async stop(importId: string): Promise<Import> {
    await this.#decide(importId, stop);
    await this.files.remove(importId);
    return importOf(await this.store.get(importId));
  }

  /** Throws conflict 'import-in-use' if offices that it brought are invited. */
  undo(importId: string): Promise<Import> {
    return this.#decide(importId, async (record) => {
      const step = undo(record);
      if (step === undefined) return undefined;
      const invited = await this.keeping.invited(record, mostNamed);
      if (invited.count > 0)
        throw conflict('import-in-use', { values: { count: invited.count, names: invited.names.join(', ') } });
      return step;
    });
  }

  async #decide(
    importId: string,
    decide: (record: ImportRecord) => ReturnType<typeof commit> | Promise<ReturnType<typeof commit>>,
  ): Promise<Import> {
    const decided = await retryOnConflict(async () => {
      const record = await this.store.get(importId);
      const step = await decide(record);
      if (step === undefined) return record;
      return this.store.save(record, { ...step, decidedBy: askedBy(), changedAt: this.clock.now().toISOString() });
    });
    this.work.wake();
    return importOf(decided);
  }
}
