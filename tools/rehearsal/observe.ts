// Reads what Sala says, in the words of the expectation.
import {
  type Check,
  type DeliveryKind,
  ExportReport,
  GetReport,
  GetResponseBoard,
  type InboxMail,
  type Invitation,
  ListCallList,
  ListChecks,
  ListHalls,
  ListHistory,
  ListInbox,
  ListInvitations,
  ListReadiness,
  VerifyHistory,
} from '#contracts';
import { type sampleMeeting } from '#sample';
import { type MailSink } from '#testing';
import { type DigestFigures, digestKey, figuresIn } from './digests.js';
import { conferenceSeen } from './conference-hosts.js';
import { type Invited } from './invited.js';
import { appointmentKey, Mailbag } from './mailbag.js';
import { boardAsks, type Expectation, listAsks, nameOfAsk } from './oracle.js';
import { type Plot } from './plot.js';
import { readReportFile } from './report-file.js';
import { officeDays } from './scenario.js';
import { SiteMails } from './site-mails.js';
import { focalPointAt, type Staff } from './stage.js';
import { type BoardView, type Counts, type HallView, type OfficeView, type ReportView, type Standing } from './view.js';

/** What Sala's API and the mail sink said at the end. `mails` holds one key for each mail that arrived, in order. */
export type Observation = Omit<Expectation, 'mails'> & {
  readonly mails: readonly string[];
  /** Mails that had to come by what came and was entered before them. */
  readonly foreseen: ReadonlySet<string>;
  /** Who gets digests: `all`, or a province. */
  readonly digestReaders: readonly string[];
  readonly sinkStrangers: number;
};

type Stage = {
  readonly plot: Plot;
  readonly sample: ReturnType<typeof sampleMeeting>;
  readonly staff: Staff;
  readonly sink: MailSink;
  readonly invited: Invited;
};
type Played = Pick<Standing, 'lists' | 'looks' | 'foretold' | 'steered'>;

export class Observer {
  readonly #meeting: { readonly meetingId: string };
  readonly #bag = new Mailbag();
  readonly #keyOf = new Map<string, string>();
  readonly #mails: string[] = [];
  readonly #sites: SiteMails;
  readonly #digests: Record<string, DigestFigures> = {};
  /** By their addresses. */
  readonly #readers: ReadonlyMap<string, string>;
  #strangers = 0;
  #read = 0;

  constructor(private readonly stage: Stage) {
    this.#meeting = { meetingId: stage.sample.meeting.id };
    const { plot, sample, staff } = stage;
    this.#readers = new Map([
      [sample.meeting.coordinator.email, 'all'],
      ...[...staff.focalPoints.keys()].map(
        (siteId) => [focalPointAt(siteId), sample.sites.find(({ id }) => id === siteId)?.provinceCode ?? ''] as const,
      ),
    ]);
    const move = plot.deeds.find((deed) => deed.do === 'move');
    this.#sites = new SiteMails({
      workingDays: officeDays,
      startsAt: move?.startsAt ?? sample.meeting.startsAt,
      sites: Object.keys(plot.failuresOf).map((siteId) => this.#siteAddress(siteId)),
    });
  }

  /** The mails that came while the clock stood at an instant. */
  noteMails(at: string): void {
    this.#sites.cameTo(at);
    const { messages } = this.stage.sink;
    for (const { to, parsed } of messages.slice(this.#read)) {
      const kind = parsed.headers.get('x-sala-kind');
      const delivery = String(parsed.headers.get('x-sala-delivery'));
      const ordinal = Number(delivery.split('.').at(-1));
      if (typeof kind !== 'string' || !Number.isInteger(ordinal)) this.#strangers += 1;
      else if (kind === 'digest') this.#noteDigest(to[0] ?? '', parsed.text ?? '', at);
      else {
        if (kind === 'appointment' || kind === 'appointment-cancelled')
          this.#sites.appointed(to[0] ?? '', kind === 'appointment' ? beginningIn(parsed.attachments) : undefined);
        this.#mails.push(this.#key(kind as DeliveryKind, to[0] ?? '', { delivery, ordinal, at }));
      }
    }
    this.#read = messages.length;
  }

  /** One that comes twice, to nobody or without figures is a stranger. */
  #noteDigest(address: string, text: string, at: string): void {
    const [reader, figures] = [this.#readers.get(address), figuresIn(text)];
    const key = digestKey(at, reader ?? '');
    if (reader === undefined || figures === undefined || key in this.#digests) this.#strangers += 1;
    else this.#digests[key] = figures;
  }

  /** A technician has entered that a site's check went well. */
  notePass(siteId: string): void {
    this.#sites.passed(this.#siteAddress(siteId));
  }

  #siteAddress(siteId: string): string {
    return this.stage.sample.sites.find(({ id }) => id === siteId)?.email ?? '';
  }

  /** A delivery that came twice is the same mail twice. */
  #key(
    kind: DeliveryKind,
    address: string,
    { delivery, ordinal, at }: { readonly delivery: string; readonly ordinal: number; readonly at: string },
  ): string {
    const known = this.#keyOf.get(delivery);
    if (known !== undefined) return known;
    const key =
      kind === 'appointment' ? appointmentKey(address, ordinal) : (this.#bag.post(kind, address, at) ?? delivery);
    this.#keyOf.set(delivery, key);
    return key;
  }

  async observe(played: Played): Promise<Observation> {
    const { staff, sample, invited } = this.stage;
    const meeting = this.#meeting;
    const { items: checks } = await staff.operations.send(ListChecks, meeting);
    const { items: readiness } = await staff.operations.send(ListReadiness, meeting);
    const callList = await staff.coordinator.all(ListCallList, meeting);
    const calls = Object.fromEntries(
      callList.flatMap(({ invitationId, lastCall }) =>
        lastCall === undefined ? [] : [[invited.officeOf(invitationId), lastCall.outcome]],
      ),
    );
    const standing = { ...(await this.#standing(played)), calls };
    const { total, byClass, byChannel } = standing.boards['all'] as BoardView;
    const surveyedClasses = sample.meeting.classes.filter((each) => each.surveyed).map((each) => each.class);
    const sum = (key: 'invited' | 'answered') =>
      surveyedClasses.reduce((all, each) => all + (byClass[each]?.[key] ?? 0), 0);
    const inState = (state: Check['state']) => checks.filter((check) => check.state === state).length;
    return {
      invited: total.invited,
      answered: total.answered,
      surveyed: sum('invited'),
      surveyedAnswered: sum('answered'),
      surveyedAnsweredPercent: Math.round((100 * sum('answered')) / sum('invited')),
      byClass: Object.fromEntries(
        Object.entries(byClass).map(([name, each]) => [name, { invited: each.invited, answered: each.answered }]),
      ),
      byChannel: { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0, ...byChannel },
      mails: this.#mails,
      foreseen: this.#sites.keys,
      digests: this.#digests,
      digestReaders: [...this.#readers.values()],
      sinkStrangers: this.#strangers,
      callList: new Set(callList.map(({ invitationId }) => invited.officeOf(invitationId))),
      standing,
      checks: {
        planned: checks.length,
        passed: inState('passed'),
        failed: inState('failed'),
        rechecked: checks.filter((check) => check.ordinal > 1).length,
      },
      sitesReady: readiness.filter((site) => site.attending > 0 && site.status === 'passed').length,
    };
  }

  async #standing(played: Played): Promise<Omit<Standing, 'calls'>> {
    const { plot, sample, staff } = this.stage;
    const { coordinator } = staff;
    const boards: Record<string, BoardView> = {};
    for (const ask of boardAsks(plot, sample.meeting.classes)) {
      const board = await coordinator.send(GetResponseBoard, { ...this.#meeting, ...ask });
      const { total, byClass, byProvince, byChannel } = board;
      boards[nameOfAsk(ask)] = { total, byClass, byProvince, byChannel };
    }
    const listed: Record<string, number> = {};
    for (const ask of listAsks(plot))
      listed[nameOfAsk(ask)] = (await coordinator.all(ListInvitations, { ...this.#meeting, ...ask })).length;
    const { ofOffices, ofMeeting } = await this.#history();
    const invitations = await coordinator.all(ListInvitations, this.#meeting);
    const proof = await coordinator.send(VerifyHistory, this.#meeting);
    const { items: halls } = await coordinator.send(ListHalls, this.#meeting);
    const { items: came } = await coordinator.send(ListInbox, { ...this.#meeting, limit: 200 });
    const sorted = (sort: InboxMail['sort']): number => came.filter((each) => each.sort === sort).length;
    return {
      ...played,
      steered: { ...played.steered, reports: sorted('bounce'), 'automatic replies': sorted('automatic') },
      boards,
      listed,
      offices: Object.fromEntries(
        invitations.map((each) => [
          this.stage.invited.officeOf(each.id),
          { ...officeView(each), history: ofOffices.get(each.id) ?? {} },
        ]),
      ),
      halls: Object.fromEntries(
        halls.map(({ siteId, invited, expected, byState, walkIns, people, doneAt }): [string, HallView] => [
          siteId,
          { invited, expected, byState, walkIns, people, complete: doneAt !== undefined },
        ]),
      ),
      conference: await conferenceSeen(staff, this.#meeting.meetingId),
      report: await this.#report(),
      reportFile: await readReportFile(await coordinator.file(ExportReport, this.#meeting)),
      meetingHistory: ofMeeting,
      chainIsWhole: proof.broken === undefined && proof.count > 0,
    };
  }

  async #report(): Promise<ReportView> {
    const report = await this.stage.staff.coordinator.send(GetReport, this.#meeting);
    const { came, people, walkIns, halls, openHalls, surveyed, opinions, over } = report;
    const { total, byClass, byProvince } = came;
    return {
      came: { total, byClass },
      cameByProvince: byProvince,
      people,
      walkIns,
      halls,
      openHalls: openHalls.length,
      surveyed,
      opinions,
      over,
    };
  }

  /** How often what was written: of each invitation, and of none. */
  async #history(): Promise<{ readonly ofOffices: ReadonlyMap<string, Counts>; readonly ofMeeting: Counts }> {
    const ofOffices = new Map<string, Counts>();
    const ofMeeting: Counts = {};
    for (const { what, invitationId, siteId } of await this.stage.staff.coordinator.all(ListHistory, this.#meeting)) {
      // How sites were checked and joined is compared by how they stand.
      if (siteId !== undefined || what === 'conference-room-changed') continue;
      const counts = invitationId === undefined ? ofMeeting : (ofOffices.get(invitationId) ?? {});
      counts[what] = (counts[what] ?? 0) + 1;
      if (invitationId !== undefined) ofOffices.set(invitationId, counts);
    }
    return { ofOffices, ofMeeting };
  }
}

/** When the appointment begins by its entry for a calendar. */
const beginningIn = (attachments: MailSink['messages'][number]['parsed']['attachments']): string | undefined => {
  const entry = attachments.find(({ contentType }) => contentType === 'text/calendar')?.content.toString('utf8');
  const [, year, month, day, hour, minute] = /^DTSTART:(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)00Z/m.exec(entry ?? '') ?? [];
  return year && `${year}-${month}-${day}T${hour}:${minute}:00.000Z`;
};

const officeView = ({ status, response, unconfirmed }: Invitation): Omit<OfficeView, 'history'> => ({
  standing: status === 'withdrawn' ? 'withdrawn' : response === undefined ? 'silent' : 'answered',
  ...(response && {
    answer: response.answer,
    channel: response.channel,
    late: response.late,
    people: response.attendees.length,
  }),
  unconfirmed: unconfirmed ?? false,
});
