import { Injectable } from '@nestjs/common';
import {
  type Attendance,
  type CallListEntry,
  type ExportList,
  type FileMade,
  type Invitation,
  ListCallList,
  type ListKind,
  type ListRow,
  type Meeting,
  type Opinion,
  type ParsedRequestOf,
  type ReadList,
  type ReturnOf,
} from '#contracts';
import { asker, confinedTo, fitting, mustReach, RpcClient } from '#messaging';
import { Clock } from '#platform';
import { type WrittenSheet, type WrittenValue, writeCsv, writeXlsx } from '#sheets';
import { afterWordsOf, collatorOf, provinceName, shortDayText, textIn } from '#words';
import { attendanceId, attendanceOf, AttendanceStore, openedAttendance } from '../attendance/attendance.module.js';
import { ReadingBoard } from '../board/board.module.js';
import { Files } from '../files/files.module.js';
import { invitationOf, InvitationStore, openedTo } from '../invitation/invitation.module.js';
import { meetingOf, MeetingStore } from '../meeting/meeting.module.js';
import { SiteStore } from '../organisation/organisation.module.js';
import { OpinionService } from '../opinion/opinion.module.js';
import { boardSheets } from './board-sheets.js';
import { type List, listFor, type ListOfOffices } from './rows.js';
import { walkInList } from './walk-ins.js';

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Lists of those who sit in a hall go by where the hall is; the others by where the office is. */
const ofHalls: ReadonlySet<ListKind> = new Set(['attendees', 'sign-in']);
type Province = { readonly provinceCode: string; readonly rows: readonly ListRow[] };
/** A list that is begun: its columns, and its rows province by province from one on. */
type Begun = Pick<List, 'columns'> & { readonly byProvince: (from?: string) => AsyncIterable<Province> };
type Part = { readonly provinceCode: string; readonly of: { provinceCode: string } | { siteIds: readonly string[] } };

type Wanted = Pick<ParsedRequestOf<typeof ReadList>, 'meetingId' | 'provinceCode' | 'language'>;

/** Lists of a meeting as they stand at the moment, province by province: no more than one of them is held at a time. */
@Injectable()
export class ListsService {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly sites: SiteStore,
    private readonly opinions: OpinionService,
    private readonly attendance: AttendanceStore,
    private readonly rpc: RpcClient,
    private readonly board: ReadingBoard,
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  /** Handed back as `after`, a cursor says the province and how many of its rows were handed out. */
  async read({
    list: kind,
    after,
    limit,
    ...wanted
  }: ParsedRequestOf<typeof ReadList>): Promise<ReturnOf<typeof ReadList>> {
    const meeting = meetingOf(await this.meetings.get(wanted.meetingId));
    const list = this.#begun(kind, meeting, wanted, 'page');
    const from = positionOf(after);
    const found: { readonly row: ListRow; readonly next: string }[] = [];
    for await (const { provinceCode, rows } of list.byProvince(from.provinceCode)) {
      const skipped = provinceCode === from.provinceCode ? from.count : 0;
      for (const [index, row] of rows.slice(skipped).entries())
        found.push({ row, next: `${provinceCode}.${skipped + index + 1}` });
      if (found.length > limit) break;
    }
    const items = fitting(found.slice(0, limit).map(({ row }) => row));
    const next = items.length < found.length ? found[items.length - 1]?.next : undefined;
    return {
      asOf: this.clock.now().toISOString(),
      columns: list.columns.map(({ title }) => ({ title })),
      items,
      ...(next !== undefined && { next }),
    };
  }

  /** The file is made anew each time: a list is of the moment at which it is asked for. */
  async export({ list: kind, format, ...wanted }: ParsedRequestOf<typeof ExportList>): Promise<FileMade> {
    const meeting = meetingOf(await this.meetings.get(wanted.meetingId));
    const { language } = wanted;
    const title = afterWordsOf(language).lists.names[kind];
    const sheets =
      kind === 'board'
        ? boardSheets(await this.board.counts(meeting.id, { provinceCode: wanted.provinceCode }), meeting, language)
        : [await this.sheet(kind, meeting, wanted)];
    const place = wanted.provinceCode === undefined ? '' : ` ${provinceName(wanted.provinceCode, language)}`;
    const day = shortDayText(language, meeting.timeZone, this.clock.now().toISOString());
    const name = `${title}${place} ${textIn(meeting.title, language).slice(0, 80)} ${day}.${format}`;
    return this.files.make({ name, contentType: types[format] }, (stream) => {
      const [first] = sheets;
      return format === 'csv' && first !== undefined ? writeCsv(stream, first) : writeXlsx(stream, sheets);
    });
  }

  /** A list as a sheet of a workbook. */
  async sheet(
    kind: ListKind,
    meeting: Meeting,
    wanted: Pick<Wanted, 'provinceCode' | 'language'>,
  ): Promise<WrittenSheet> {
    const registered = kind === 'attendees' && (await this.attendance.isKept(meeting.id));
    const { columns, byProvince } = this.#begun(kind, meeting, wanted, 'file', registered);
    async function* rows(): AsyncGenerator<readonly WrittenValue[]> {
      for await (const each of byProvince()) for (const { cells } of each.rows) yield cells;
    }
    return { name: afterWordsOf(wanted.language).lists.names[kind], columns, rows: rows() };
  }

  #begun(
    kind: ListKind,
    meeting: Meeting,
    wanted: Pick<Wanted, 'provinceCode' | 'language'>,
    shown: 'page' | 'file',
    registered = false,
  ): Begun {
    const confined = confinedTo(asker());
    if (wanted.provinceCode !== undefined) mustReach(wanted.provinceCode, asker());
    const of = { language: wanted.language, provinceCode: confined ?? wanted.provinceCode };
    if (kind === 'walk-ins') {
      const list = walkInList(meeting, wanted.language);
      return { columns: list.columns, byProvince: (from) => this.#walkIns(meeting, list, of, from) };
    }
    const list = listFor(kind, meeting, wanted.language, shown, registered);
    return { columns: list.columns, byProvince: (from) => this.#byProvince(meeting, kind, list, of, from) };
  }

  /** Province by province in the order of their codes, which goes by region; in each by site, then by office. */
  async *#byProvince(
    meeting: Meeting,
    kind: ListOfOffices,
    list: List,
    { provinceCode: only, language }: Pick<Wanted, 'provinceCode' | 'language'>,
    from = '',
  ): AsyncGenerator<Province> {
    const who = asker();
    const { compare } = collatorOf(language);
    const { id: meetingId } = meeting;
    const calls = kind === 'call-list' ? await this.#calls(meetingId) : undefined;
    const parts = ofHalls.has(kind) ? await this.#hallsByProvince(meetingId) : await this.#officesByProvince(meetingId);
    for (const { provinceCode: each, of } of parts) {
      if (each < from || (only !== undefined && each !== only)) continue;
      const invitations: Invitation[] = [];
      for await (const page of this.invitations.each(meetingId, of))
        for (const record of page)
          if (record.status === 'issued') invitations.push(openedTo(who, invitationOf(record, meeting)));
      invitations.sort(
        (one, other) =>
          compare(textIn(one.siteName, language), textIn(other.siteName, language))
          || compare(one.organisation.name.th, other.organisation.name.th)
          || (one.id < other.id ? -1 : 1),
      );
      const said = kind === 'opinions' ? await this.#opinionsOf(meetingId, each) : undefined;
      const came = kind === 'attendees' ? await this.#attendanceOf(meetingId, invitations) : undefined;
      const rows = invitations.flatMap((invitation) =>
        list
          .rowsOf(invitation, {
            opinions: said?.get(invitation.id),
            call: calls?.get(invitation.id),
            attendance: came?.get(invitation.id),
          })
          .map((cells) => ({ group: textIn(invitation.siteName, language), cells })),
      );
      yield { provinceCode: each, rows };
    }
  }

  /** In the order of the provinces of their halls; in each by hall, then as they came. */
  async *#walkIns(
    { id: meetingId }: Meeting,
    { cellsOf }: ReturnType<typeof walkInList>,
    { provinceCode, language }: Pick<Wanted, 'provinceCode' | 'language'>,
    from = '',
  ): AsyncGenerator<Province> {
    const who = asker();
    const { compare } = collatorOf(language);
    const lines = (await this.attendance.walkIns({ meetingId, ...(provinceCode !== undefined && { provinceCode }) }))
      .map(attendanceOf)
      .filter(({ state }) => state !== 'absent')
      .map((line) => openedAttendance(who, line));
    const sites = await this.sites.find(lines.map(({ siteId }) => siteId));
    const named = lines.map((attendance) => {
      const site = sites.get(attendance.siteId)?.entry.name;
      return { attendance, siteName: site === undefined ? attendance.siteId : textIn(site, language) };
    });
    const halls = [...Map.groupBy(named, ({ attendance }) => attendance.provinceCode)];
    for (const [code, rows] of halls.sort(([one], [other]) => (one < other ? -1 : 1)))
      if (code >= from)
        yield {
          provinceCode: code,
          rows: rows
            .sort(
              (one, other) =>
                compare(one.siteName, other.siteName) || (one.attendance.at < other.attendance.at ? -1 : 1),
            )
            .map((row) => ({ group: row.siteName, cells: cellsOf(row) })),
        };
  }

  async #officesByProvince(meetingId: string): Promise<Part[]> {
    return (await this.invitations.provincesOf(meetingId)).map((provinceCode) => ({
      provinceCode,
      of: { provinceCode },
    }));
  }

  /** In the order of their codes. */
  async #hallsByProvince(meetingId: string): Promise<Part[]> {
    const sites = await this.sites.find(await this.invitations.sitesOf(meetingId));
    const halls = Map.groupBy(sites.values(), ({ entry }) => entry.provinceCode);
    return [...halls]
      .map(([provinceCode, those]) => ({ provinceCode, of: { siteIds: those.map(({ entry }) => entry.id) } }))
      .sort((one, other) => (one.provinceCode < other.provinceCode ? -1 : 1));
  }

  /** Who is to be called is for the notifications to say, and to whom. */
  async #calls(meetingId: string): Promise<ReadonlyMap<string, CallListEntry>> {
    const entries = new Map<string, CallListEntry>();
    for (let after: string | undefined; ;) {
      const page = await this.rpc.call(ListCallList, { meetingId, limit: 500, ...(after !== undefined && { after }) });
      for (const each of page.items) entries.set(each.invitationId, each);
      if (page.next === undefined) return entries;
      after = page.next;
    }
  }

  async #attendanceOf(
    meetingId: string,
    invitations: readonly Pick<Invitation, 'id'>[],
  ): Promise<ReadonlyMap<string, Attendance>> {
    const lines = await this.attendance.findMany(invitations.map(({ id }) => attendanceId(meetingId, id)));
    const who = asker();
    return new Map(lines.map((line) => [line.invitationId ?? '', openedAttendance(who, attendanceOf(line))]));
  }

  async #opinionsOf(meetingId: string, provinceCode: string): Promise<ReadonlyMap<string, readonly Opinion[]>> {
    const said = new Map<string, readonly Opinion[]>();
    for await (const { invitationId, opinions } of this.opinions.each({ meetingId, provinceCode }))
      said.set(invitationId, opinions);
    return said;
  }
}

const positionOf = (after = ''): { readonly provinceCode?: string; readonly count: number } => {
  const [, provinceCode, count] = /^([A-Z]{2}-[A-Z0-9]{1,3})\.(\d{1,9})$/.exec(after) ?? [];
  return provinceCode === undefined ? { count: 0 } : { provinceCode, count: Number(count) };
};
