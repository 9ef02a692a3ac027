import { Injectable } from '@nestjs/common';
import {
  type AheadOffice,
  type AheadStep,
  type AheadWhyNot,
  isReached,
  type ListAhead,
  type LookAhead,
  type Meeting,
  type ParsedRequestOf,
  PlannedKind,
  type ReturnOf,
  stepNow,
} from '#contracts';
import { Clock, notFound } from '#platform';
import { DayOffStore } from '../holidays/holidays.module.js';
import { DeliveryStore } from '../ledger/ledger.module.js';
import { MeetingStore } from '../meeting/meeting.module.js';
import { MailPauses } from '../pausing/pausing.module.js';
import { isSilent } from '../recipient/recipient.module.js';
import { RunStore } from '../reminder/reminder.module.js';
import { Offices } from './offices.js';
import { Sites } from './sites.js';
import { type Step, stepsAhead } from './steps.js';
import { isToSites, mayAnswerUntil, type Reached, whyNoMail } from './verdict.js';

type Look = { readonly meeting: Meeting; readonly now: string; readonly paused: readonly PlannedKind[] };
type Narrowed = Pick<ParsedRequestOf<typeof LookAhead>, 'meetingId' | 'class' | 'provinceCode'>;

const recentMs = 24 * 3_600_000;
const isRecent = (at: string, now: string): boolean => Date.parse(now) - Date.parse(at) < recentMs;

const concerns = ({ order }: Step, { answersUntil }: Reached): boolean =>
  order === undefined
  || typeof order.to !== 'object'
  || !('givenUntil' in order.to)
  || order.to.givenUntil === answersUntil;
/** Whom a mail goes to that is for a part of the offices, or gives way to another of its kind. */
const isOfPart = ({ order }: Step, office: Reached): boolean =>
  order === undefined
  || (isReached(order.of, office) && !(order.except ?? []).some((other) => isReached(other, office)));

/** Who gets which mail when, and who does not and why, as things stand now. It sends nothing and changes nothing. */
@Injectable()
export class AheadService {
  constructor(
    private readonly meetings: MeetingStore,
    private readonly runs: RunStore,
    private readonly daysOff: DayOffStore,
    private readonly offices: Offices,
    private readonly sites: Sites,
    private readonly deliveries: DeliveryStore,
    private readonly pauses: MailPauses,
    private readonly clock: Clock,
  ) {}

  /** @throws not-found 'meeting-not-found' */
  async look({ until, ...of }: ParsedRequestOf<typeof LookAhead>): Promise<ReturnOf<typeof LookAhead>> {
    const look = await this.#look(of.meetingId);
    const { steps, calls } = await this.#steps(look, until);
    const counts = steps.map(() => ({ gets: 0, left: new Map<AheadWhyNot, number>() }));
    const silent = calls.map(() => 0);
    for await (const page of this.offices.pages(of.meetingId, of))
      for (const office of page) {
        for (const [index, step] of steps.entries()) {
          const count = counts[index];
          if (count === undefined || isToSites(step.kind) || !concerns(step, office) || !isOfPart(step, office))
            continue;
          const why = this.#whyNot(step, office, look);
          if (why === undefined) count.gets += 1;
          else count.left.set(why, (count.left.get(why) ?? 0) + 1);
        }
        if (isSilent(office))
          for (const [index, { at, givenUntil }] of calls.entries())
            if (
              givenUntil === undefined ? at > mayAnswerUntil(look.meeting, office) : givenUntil === office.answersUntil
            )
              silent[index] = (silent[index] ?? 0) + 1;
      }
    for (const [index, step] of steps.entries())
      for (const { whyNot: why } of await this.#sitesOf(step, look, of)) {
        const count = counts[index];
        if (count === undefined) continue;
        if (why === undefined) count.gets += 1;
        else count.left.set(why, (count.left.get(why) ?? 0) + 1);
      }
    const planned = steps.flatMap(({ id, kind, dueAt }, index): AheadStep[] => {
      const { gets = 0, left = new Map<AheadWhyNot, number>() } = counts[index] ?? {};
      // On most days there are no checks, as things stand.
      if (kind === 'check-reminder' && gets + left.size === 0) return [];
      return [{ id, of: 'schedule', kind, dueAt, gets, left: Object.fromEntries(left) }];
    });
    const waiting = await this.deliveries.waitingOf(of.meetingId, { now: look.now, until });
    const held = waiting.map(({ kind, dueAt, count }): AheadStep => ({
      id: `${kind} ${dueAt}`,
      of: 'ledger',
      kind,
      dueAt,
      gets: count,
      left: {},
    }));
    const items = [...planned, ...held].sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1));
    return { items, callList: calls.map(({ at: dueAt }, index) => ({ dueAt, offices: silent[index] ?? 0 })) };
  }

  /** @throws not-found 'meeting-not-found', 'step-not-found' */
  async list({
    step: id,
    gets,
    after,
    limit,
    ...of
  }: ParsedRequestOf<typeof ListAhead>): Promise<ReturnOf<typeof ListAhead>> {
    const look = await this.#look(of.meetingId);
    const step = await this.#step(id, look);
    if (isToSites(step.kind)) {
      const sites = (await this.#sitesOf(step, look, of)).filter(
        ({ invitationId, whyNot }) =>
          invitationId > (after ?? '') && (gets === undefined || gets === (whyNot === undefined)),
      );
      const page = sites.slice(0, limit);
      return { items: page, ...(sites.length > limit && { next: page.at(-1)?.invitationId ?? '' }) };
    }
    const remindedAt = await this.deliveries.lastLeft(of.meetingId, 'reminder');
    const items: AheadOffice[] = [];
    for await (const page of this.offices.pages(of.meetingId, of, after))
      for (const office of page) {
        if (!concerns(step, office) || !isOfPart(step, office) || (id === stepNow && !isSilent(office))) continue;
        const whyNot = this.#whyNot(step, office, look);
        if (gets !== undefined && gets !== (whyNot === undefined)) continue;
        // One more than was asked for: there is another page.
        if (items.length === limit) return { items, next: items.at(-1)?.invitationId ?? '' };
        const { invitationId, name, class: ofClass, provinceCode } = office;
        const last = remindedAt.get(invitationId);
        items.push({
          invitationId,
          name,
          class: ofClass,
          provinceCode,
          ...(whyNot !== undefined && { whyNot }),
          ...(last !== undefined && { remindedAt: last }),
          ...(last !== undefined && isRecent(last, look.now) && { recently: true as const }),
        });
      }
    return { items };
  }

  /** Which of these offices get a reminder sent by hand now, and why the others do not. */
  async now(
    of: Narrowed,
    invitationIds: readonly string[],
  ): Promise<{ gets: Reached[]; left: Map<AheadWhyNot, number> }> {
    const look = await this.#look(of.meetingId);
    const step = await this.#step(stepNow, look);
    const gets: Reached[] = [];
    const left = new Map<AheadWhyNot, number>();
    for (const office of await this.offices.find(of.meetingId, invitationIds)) {
      const why = this.#whyNot(step, office, { ...look, paused: [] });
      if (why === undefined) gets.push(office);
      else left.set(why, (left.get(why) ?? 0) + 1);
    }
    return { gets, left };
  }

  async #look(meetingId: string): Promise<Look> {
    const meeting = await this.meetings.get(meetingId);
    const isPaused = await Promise.all(PlannedKind.options.map((kind) => this.pauses.keepBack({ meetingId, kind })));
    const paused = PlannedKind.options.filter((_kind, index) => isPaused[index]);
    return { meeting, now: this.clock.now().toISOString(), paused };
  }

  async #steps({ meeting, now }: Look, until?: string): Promise<ReturnType<typeof stepsAhead>> {
    const [runs, daysOff] = await Promise.all([this.runs.ofMeeting(meeting.id), this.daysOff.all()]);
    return stepsAhead({ meeting, runs, daysOff }, { now, until });
  }

  async #step(id: string, look: Look): Promise<Step> {
    if (id === stepNow) {
      const { now } = look;
      const order = { kind: 'reminder', to: 'silent', ordinal: 1, dueAt: now } as const;
      return { id, kind: 'reminder', dueAt: now, at: now, order };
    }
    const { steps } = await this.#steps(look);
    const step = steps.find((each) => each.id === id);
    if (step === undefined) throw notFound('step-not-found', { values: { id } });
    return step;
  }

  /** Of a step that concerns sites; a site is of no class. */
  async #sitesOf(step: Step, { meeting, paused }: Look, of: Omit<Narrowed, 'meetingId'>): Promise<AheadOffice[]> {
    if (!isToSites(step.kind) || of.class !== undefined) return [];
    return this.sites.of(step, { meeting, isPaused: paused.includes(step.kind), provinceCode: of.provinceCode });
  }

  #whyNot(step: Step, office: Reached, { meeting, paused }: Look): AheadWhyNot | undefined {
    const { kind, at } = step;
    if (isToSites(kind)) return undefined;
    const why = whyNoMail[kind](office, { meeting, at, isPaused: paused.includes(kind) });
    return why ?? (step.order === undefined ? 'missed' : undefined);
  }
}
