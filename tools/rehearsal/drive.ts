import {
  AnnounceMeeting,
  type Check,
  CreateMeeting,
  EnrolOrganisations,
  EnrolSites,
  GetResponseBoard,
  ListCallList,
  ListChecks,
  ListInvitations,
  ListReadiness,
  PlanChecks,
  RecordCheckResult,
  SetCheckCalendar,
} from '#contracts';
import { type MailSink } from '#testing';
import { type sampleMeeting } from '#sample';
import { replyTokenIn } from '../run/reply-link.js';
import { type ApiClient } from './api-client.js';
import { mailKey } from './oracle.js';
import { answerByLink, enterAtDesk, evidenceOf } from './perform.js';
import { type Stepper } from './quiet.js';
import { type Observation } from './report.js';
import { type Act, type Scenario } from './scenario.js';

type Sample = ReturnType<typeof sampleMeeting>;
export type Staff = { coordinator: ApiClient; desk: ApiClient; operations: ApiClient; office: ApiClient };
type Stage = { scenario: Scenario; sample: Sample; staff: Staff; sink: MailSink; stepper: Stepper };
export type Step = { index: number; at: string; of: number };
/** `during` runs along with a step's work, `after` once all is quiet again; it says whether it made new work. */
export type StepHooks = { during: (step: Step) => Promise<void>; after: (step: Step) => Promise<boolean> };

/** The reply link that an office found in its invitation. */
const replyTokens = (sink: MailSink): Map<string, string> => {
  const tokens = new Map<string, string>();
  for (const { to, parsed } of sink.messages) {
    const token = replyTokenIn(parsed.text ?? '');
    if (parsed.headers.get('x-sala-kind') === 'invitation' && token !== undefined) tokens.set(to[0] ?? '', token);
  }
  return tokens;
};

/** Plays the scenario on the running services: the clock stands still while work is done. */
export class Drive {
  readonly #meetingId: string;
  readonly #invitationOf = new Map<string, string>();
  readonly #failed = new Map<string, number>();

  constructor(private readonly stage: Stage) {
    this.#meetingId = stage.sample.meeting.id;
  }

  async run({ during, after }: StepHooks): Promise<void> {
    const { scenario, stepper } = this.stage;
    await this.#announce();
    let nextDue = await stepper.quiet();
    const instants = [
      ...new Set([...scenario.acts.map((act) => act.at), ...scenario.planAt, ...scenario.recordAt, scenario.to]),
    ].sort();
    for (let index = 0; index < instants.length;) {
      const planned = instants[index] as string;
      const at = nextDue !== undefined && nextDue > stepper.now && nextDue < planned ? nextDue : planned;
      const step = { index, at, of: instants.length };
      await stepper.moveTo(at);
      const work = async (): Promise<void> => {
        // What falls due at this instant comes before what people do at it.
        await (at === nextDue ? stepper.quiet() : stepper.arrived());
        if (at === planned) await this.#perform(at);
      };
      await Promise.all([work(), during(step)]);
      nextDue = await stepper.quiet();
      if (await after(step)) nextDue = await stepper.quiet();
      if (at === planned) index += 1;
    }
  }

  async #announce(): Promise<void> {
    const { scenario, sample, staff, stepper } = this.stage;
    await stepper.moveTo(scenario.from);
    const { coordinator } = staff;
    await coordinator.send(EnrolSites, { sites: sample.sites });
    await coordinator.send(EnrolOrganisations, { organisations: sample.organisations });
    await coordinator.send(CreateMeeting, sample.meeting);
    await coordinator.send(SetCheckCalendar, { ...sample.calendar, meetingId: this.#meetingId });
    await coordinator.send(AnnounceMeeting, { meetingId: this.#meetingId });
  }

  async #perform(at: string): Promise<void> {
    const { scenario, staff } = this.stage;
    const acts = scenario.acts.filter((act) => act.at === at);
    if (acts.length > 0) await this.#answer(acts);
    if (scenario.planAt.includes(at)) await staff.operations.send(PlanChecks, { meetingId: this.#meetingId });
    if (scenario.recordAt.includes(at)) await this.#recordResults(at);
  }

  async #answer(acts: readonly Act[]): Promise<void> {
    const { staff, sink, sample } = this.stage;
    if (this.#invitationOf.size === 0) {
      const invitations = await staff.coordinator.all(ListInvitations, { meetingId: this.#meetingId });
      for (const { id, organisation } of invitations) this.#invitationOf.set(organisation.id, id);
    }
    const tokens = replyTokens(sink);
    const addressOf = new Map(sample.organisations.map((each) => [each.id, each.email ?? '']));
    await Promise.all(
      acts.map(async (act) => {
        if (act.by === 'desk')
          return await enterAtDesk(staff.desk, act, this.#invitationOf.get(act.organisationId) ?? '');
        const token = tokens.get(addressOf.get(act.organisationId) ?? '');
        if (token === undefined) throw new Error(`${act.organisationId} has no reply link in its mail`);
        return await answerByLink(staff.office, act, token);
      }),
    );
  }

  /** Operations enters what became of every check that is over: as many failures of a site as the scenario has, then a pass. */
  async #recordResults(at: string): Promise<void> {
    const { scenario, staff } = this.stage;
    const { items } = await staff.operations.send(ListChecks, { meetingId: this.#meetingId, state: 'booked' });
    await Promise.all(
      items
        .filter((each) => each.endsAt <= at)
        .map(async (check) => {
          const failures = this.#failed.get(check.siteId) ?? 0;
          const passes = failures >= (scenario.failuresOf[check.siteId] ?? 0);
          // A result that was kept by a service that died before it could say so is refused the second time: that is the same.
          await staff.operations.send(
            RecordCheckResult,
            { checkId: check.id, evidence: evidenceOf(passes) },
            [200, 409],
          );
          if (!passes) this.#failed.set(check.siteId, failures + 1);
        }),
    );
  }

  /** What the API and the sink say at the end. */
  async observe(): Promise<Observation> {
    const { staff, sink, sample } = this.stage;
    const meeting = { meetingId: this.#meetingId };
    const board = await staff.coordinator.send(GetResponseBoard, meeting);
    const { items: checks } = await staff.operations.send(ListChecks, meeting);
    const { items: readiness } = await staff.operations.send(ListReadiness, meeting);
    const callList = await staff.coordinator.all(ListCallList, meeting);
    const surveyedClasses = sample.meeting.classes.filter((each) => each.surveyed).map((each) => each.class);
    const sum = (key: 'invited' | 'answered') =>
      surveyedClasses.reduce((total, each) => total + (board.byClass[each]?.[key] ?? 0), 0);
    const mails: string[] = [];
    let sinkStrangers = 0;
    for (const { to, parsed } of sink.messages) {
      const kind = parsed.headers.get('x-sala-kind');
      const ordinal = Number(String(parsed.headers.get('x-sala-delivery')).split('.').at(-1));
      if (typeof kind !== 'string' || !Number.isInteger(ordinal)) sinkStrangers += 1;
      else mails.push(mailKey(kind as Parameters<typeof mailKey>[0], to[0] ?? '', ordinal));
    }
    const inState = (state: Check['state']) => checks.filter((check) => check.state === state).length;
    return {
      invited: board.total.invited,
      answered: board.total.answered,
      surveyed: sum('invited'),
      surveyedAnswered: sum('answered'),
      surveyedAnsweredPercent: Math.round((100 * sum('answered')) / sum('invited')),
      byClass: Object.fromEntries(
        Object.entries(board.byClass).map(([name, { invited, answered }]) => [name, { invited, answered }]),
      ),
      byChannel: { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0, ...board.byChannel },
      mails,
      sinkStrangers,
      callList: new Set(callList.map((each) => each.organisationId)),
      checks: {
        planned: checks.length,
        passed: inState('passed'),
        failed: inState('failed'),
        rechecked: checks.filter((check) => check.ordinal > 1).length,
      },
      sitesReady: readiness.filter((site) => site.attending > 0 && site.status === 'passed').length,
    };
  }
}
