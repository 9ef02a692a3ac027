import { Injectable } from '@nestjs/common';
import {
  type Came,
  type CheckedSite,
  type ExportReport,
  type FileMade,
  type GetReport,
  ListReadiness,
  type ParsedRequestOf,
  type Report,
} from '#contracts';
import { confinedTo, RpcClient } from '#messaging';
import { AppError, Clock } from '#platform';
import { type WrittenSheet, type WrittenValue, writeXlsx } from '#sheets';
import { wordFileType, writeWordFile } from '#word-files';
import { afterWordsOf, digitsOf, type Language, shortDayText, shortMomentText, textIn } from '#words';
import { attendanceOf, AttendanceStore, HallService } from '../attendance/attendance.module.js';
import { ReadingBoard } from '../board/board.module.js';
import { Files } from '../files/files.module.js';
import { InvitationStore } from '../invitation/invitation.module.js';
import { boardSheets, ListsService } from '../lists/lists.module.js';
import { meetingOf, MeetingStore } from '../meeting/meeting.module.js';
import { OpinionStore } from '../opinion/opinion.module.js';
import { checksSheet } from './checks-sheet.js';
import { checkedOf, countCame, opinionsOf, surveyedOf } from './report.js';
import { reportInWord } from './report-in-word.js';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

@Injectable()
export class ReportService {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly invitations: InvitationStore,
    private readonly attendance: AttendanceStore,
    private readonly halls: HallService,
    private readonly opinions: OpinionStore,
    private readonly lists: ListsService,
    private readonly board: ReadingBoard,
    private readonly files: Files,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  async get({ meetingId }: ParsedRequestOf<typeof GetReport>): Promise<Report> {
    const meeting = await this.meetings.get(meetingId);
    const provinceCode = confinedTo();
    const of = { meetingId, ...(provinceCode !== undefined && { provinceCode }) };
    const [replies, seats, lines, opinions, { items, asOf }, checks] = await Promise.all([
      this.board.counts(meetingId),
      this.invitations.seats(of),
      this.attendance.list(of),
      this.opinions.counts(of),
      this.halls.halls({ meetingId }),
      this.#checks(meetingId),
    ]);
    const states = new Map(
      lines.flatMap((line) =>
        line.invitationId === undefined ? [] : [[line.invitationId, attendanceOf(line).state] as const],
      ),
    );
    const sum = (count: (hall: (typeof items)[number]) => number) => items.reduce((all, hall) => all + count(hall), 0);
    return {
      meetingId,
      asOf,
      replies,
      came: countCame(seats, states),
      people: sum(({ people }) => people),
      walkIns: sum(({ walkIns }) => walkIns),
      halls: items.length,
      openHalls: items
        .filter(({ doneAt }) => doneAt === undefined)
        .map(({ siteId, siteName }) => ({ siteId, siteName })),
      surveyed: surveyedOf(meeting, replies),
      opinions: opinionsOf(seats, opinions),
      ...(checks && { checks }),
      over: this.clock.now().getTime() >= Date.parse(meeting.endsAt),
    };
  }

  /** Nothing, where nobody can say it at the moment: that is no site that failed, and the rest of the report is known. */
  async #checks(meetingId: string): Promise<CheckedSite[] | undefined> {
    try {
      return checkedOf((await this.rpc.call(ListReadiness, { meetingId })).items);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') return undefined;
      throw error;
    }
  }

  async export({ meetingId, format, language }: ParsedRequestOf<typeof ExportReport>): Promise<FileMade> {
    const meeting = meetingOf(await this.meetings.get(meetingId));
    const report = await this.get({ meetingId });
    const words = afterWordsOf(language).report;
    const day = shortDayText(language, meeting.timeZone, report.asOf);
    const title = `${words.title} ${textIn(meeting.title, language).slice(0, 80)}`;
    const name = `${title} ${day}.${format}`;
    const asOf = shortMomentText(language, meeting.timeZone, report.asOf);
    const sheets = [
      wholeSheet(report, language, [
        [words.meeting, textIn(meeting.title, language)],
        [words.asOf, asOf],
      ]),
      ...withCame(boardSheets(report.replies, meeting, language), report, language),
      ...(report.checks !== undefined && report.checks.length > 0
        ? [checksSheet(report.checks, meeting, language)]
        : []),
      ...(report.walkIns > 0 ? [await this.lists.sheet('walk-ins', meeting, { language })] : []),
      ...(report.opinions.given > 0 ? [await this.lists.sheet('opinions', meeting, { language })] : []),
    ];
    if (format === 'xlsx') return this.files.make({ name, contentType: xlsx }, (stream) => writeXlsx(stream, sheets));
    const digits = digitsOf(language === 'th' && meeting.letter?.thaiDigits === true);
    const document = await reportInWord(sheets, { title, language, digits });
    return this.files.make({ name, contentType: wordFileType }, (stream) => writeWordFile(stream, document));
  }
}

const wholeSheet = (
  { replies: { total }, came, people, walkIns, halls, openHalls, surveyed, opinions, checks }: Report,
  language: Language,
  head: readonly (readonly [string, string])[],
): WrittenSheet => {
  const { report: words, day, lists } = afterWordsOf(language);
  return {
    name: words.title,
    columns: [
      { title: words.what, width: 44 },
      { title: lists.board.count, width: 40 },
    ],
    rows: [
      ...head,
      [lists.board.invited, total.invited],
      [lists.board.answered, total.answered],
      [lists.board.silent, total.invited - total.answered],
      [lists.board.late, total.late],
      [words.surveyed, `${surveyed.answered}/${surveyed.invited}`],
      ...cameNames.map((state) => [words.came[state], came.total[state]]),
      [day.walkInsShort, walkIns],
      [day.people, people],
      [words.halls, halls],
      [words.openHalls, openHalls.length],
      [
        words.checksPassed,
        checks === undefined
          ? words.checksUnknown
          : `${checks.filter(({ status }) => status === 'passed').length}/${checks.length}`,
      ],
      [words.opinions, opinions.given],
      [words.opinionOffices, opinions.offices],
    ],
  };
};

const cameNames = ['present', 'represented', 'absent', 'excused', 'unknown'] as const satisfies readonly (keyof Came)[];
/** By class and by province the board's rows get how those came; a row and its place are the board's. */
const withCame = (sheets: ReturnType<typeof boardSheets>, { came }: Report, language: Language): WrittenSheet[] => {
  const words = afterWordsOf(language).report.came;
  const numbers = (tally: Came | undefined): WrittenValue[] => cameNames.map((state) => tally?.[state] ?? 0);
  return sheets.map(({ ids, name, columns, rows, of }): WrittenSheet => {
    if (of === 'channel') return { name, columns, rows };
    const tallies = of === 'class' ? came.byClass : came.byProvince;
    return {
      name,
      columns: [...columns, ...cameNames.map((state) => ({ title: words[state], width: 14 }))],
      rows: rows.map((row, at) => {
        const id = ids[at];
        return [...row, ...numbers(id === undefined ? came.total : tallies[id])];
      }),
    };
  });
};
