import { type Check, type CheckEvidence, type Invitation, type SiteReadiness } from '#contracts';
import { type MailSink } from '#testing';
import { type sampleMeeting } from '#sample';
import { type ApiClient } from './api-client.js';
import { mailKey } from './oracle.js';
import { type Stepper } from './quiet.js';
import { type Observation } from './report.js';
import { type Act, type Scenario } from './scenario.js';

type Sample = ReturnType<typeof sampleMeeting>;
export type Staff = { coordinator: ApiClient; desk: ApiClient; operations: ApiClient; office: ApiClient };
type Stage = { scenario: Scenario; sample: Sample; staff: Staff; sink: MailSink; stepper: Stepper };
export type Step = { index: number; at: string; of: number };
/** `during` runs along with a step's work, `after` once all is quiet again; it says whether it made new work. */
export type StepHooks = { during: (step: Step) => Promise<void>; after: (step: Step) => Promise<boolean> };

const good: CheckEvidence = {
  lossPercent: 0.1, roundTripMs: 45, jitterMs: 5, audioBothWays: true, videoBothWays: true, contentShared: true, echoFree: true, contactPresent: true,
};
const bad: CheckEvidence = { ...good, lossPercent: 6.5, videoBothWays: false };

/** Every item of a paged listing. */
const allOf = async <Item>(client: ApiClient, path: string): Promise<Item[]> => {
  const items: Item[] = [];
  for (let after = ''; ; ) {
    const page = (await client.ask(`${path}${path.includes('?') ? '&' : '?'}limit=1000${after}`)) as { items: Item[]; next?: string };
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
};

/** The reply link that an office found in its invitation. */
const replyTokens = (sink: MailSink): Map<string, string> => {
  const tokens = new Map<string, string>();
  for (const { to, parsed } of sink.messages) {
    const token = /\/r\/([A-Za-z0-9_.-]+)/.exec(parsed.text ?? '')?.[1];
    if (parsed.headers.get('x-sala-kind') === 'invitation' && token !== undefined) tokens.set(to[0] ?? '', token);
  }
  return tokens;
};

/** Fills in the reply page's form as a browser without script does. */
const formOf = ({ content }: Act): Record<string, string> => ({
  answer: content.answer,
  ...(content.note === undefined ? {} : { note: content.note }),
  ...Object.fromEntries(
    content.attendees.flatMap(({ name, position }, index) => [
      [`attendees.${index}.name`, name],
      [`attendees.${index}.position`, position ?? ''],
    ]),
  ),
});

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
    const instants = [...new Set([...scenario.acts.map((act) => act.at), ...scenario.planAt, ...scenario.recordAt, scenario.to])].sort();
    for (let index = 0; index < instants.length; ) {
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
    const put = (path: string, json: unknown, method = 'PUT') => staff.coordinator.ask(path, { method, json });
    await put('/api/v1/sites', { sites: sample.sites });
    await put('/api/v1/organisations', { organisations: sample.organisations });
    await put('/api/v1/meetings', sample.meeting, 'POST');
    await put(`/api/v1/meetings/${this.#meetingId}/check-calendar`, sample.calendar);
    await put(`/api/v1/meetings/${this.#meetingId}/announcement`, {}, 'POST');
  }

  async #perform(at: string): Promise<void> {
    const { scenario, staff } = this.stage;
    const acts = scenario.acts.filter((act) => act.at === at);
    if (acts.length > 0) await this.#answer(acts);
    if (scenario.planAt.includes(at)) await staff.operations.ask(`/api/v1/meetings/${this.#meetingId}/check-plan`, { method: 'POST', json: {} });
    if (scenario.recordAt.includes(at)) await this.#recordResults(at);
  }

  async #answer(acts: readonly Act[]): Promise<void> {
    const { staff, sink, sample } = this.stage;
    if (this.#invitationOf.size === 0) {
      const invitations = await allOf<Invitation>(staff.coordinator, `/api/v1/meetings/${this.#meetingId}/invitations`);
      for (const { id, organisation } of invitations) this.#invitationOf.set(organisation.id, id);
    }
    const tokens = replyTokens(sink);
    const addressOf = new Map(sample.organisations.map((each) => [each.id, each.email ?? '']));
    await Promise.all(
      acts.map(async (act) => {
        if (act.by === 'desk') {
          const invitation = this.#invitationOf.get(act.organisationId);
          const { channel, receivedAt, content } = act;
          return await staff.desk.ask(`/api/v1/invitations/${invitation}/response`, { method: 'PUT', json: { content, channel, receivedAt } });
        }
        const token = tokens.get(addressOf.get(act.organisationId) ?? '');
        if (token === undefined) throw new Error(`${act.organisationId} has no reply link in its mail`);
        if (act.by === 'api') return await staff.office.ask(`/api/v1/replies/${token}`, { method: 'PUT', json: { content: act.content } });
        return await staff.office.ask(`/r/${token}`, { method: 'POST', form: formOf(act), expect: [303] });
      }),
    );
  }

  /** Operations enters what became of every check that is over: as many failures of a site as the scenario has, then a pass. */
  async #recordResults(at: string): Promise<void> {
    const { scenario, staff } = this.stage;
    const { items } = (await staff.operations.ask(`/api/v1/meetings/${this.#meetingId}/checks?state=booked`)) as { items: Check[] };
    await Promise.all(
      items.filter((each) => each.endsAt <= at).map(async (check) => {
        const failures = this.#failed.get(check.siteId) ?? 0;
        const passes = failures >= (scenario.failuresOf[check.siteId] ?? 0);
        // A result that was kept by a service that died before it could say so is refused the second time: that is the same.
        await staff.operations.ask(`/api/v1/checks/${check.id}/result`, { method: 'PUT', json: { evidence: passes ? good : bad }, expect: [200, 409] });
        if (!passes) this.#failed.set(check.siteId, failures + 1);
      }),
    );
  }

  /** What the API and the sink say at the end. */
  async observe(): Promise<Observation> {
    const { staff, sink, sample } = this.stage;
    const meeting = `/api/v1/meetings/${this.#meetingId}`;
    const board = (await staff.coordinator.ask(`${meeting}/board`)) as { total: { invited: number; answered: number }; byClass: Record<string, { invited: number; answered: number }>; byChannel: Record<string, number> };
    const { items: checks } = (await staff.operations.ask(`${meeting}/checks`)) as { items: Check[] };
    const { items: readiness } = (await staff.operations.ask(`${meeting}/readiness`)) as { items: SiteReadiness[] };
    const callList = await allOf<{ organisationId: string }>(staff.coordinator, `${meeting}/call-list`);
    const surveyedClasses = sample.meeting.classes.filter((each) => each.surveyed).map((each) => each.class);
    const sum = (key: 'invited' | 'answered') => surveyedClasses.reduce((total, each) => total + (board.byClass[each]?.[key] ?? 0), 0);
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
      byClass: Object.fromEntries(Object.entries(board.byClass).map(([name, { invited, answered }]) => [name, { invited, answered }])),
      byChannel: { web: 0, fax: 0, phone: 0, letter: 0, 'e-mail': 0, ...board.byChannel },
      mails,
      sinkStrangers,
      callList: new Set(callList.map((each) => each.organisationId)),
      checks: { planned: checks.length, passed: inState('passed'), failed: inState('failed'), rechecked: checks.filter((check) => check.ordinal > 1).length },
      sitesReady: readiness.filter((site) => site.attending > 0 && site.status === 'passed').length,
    };
  }
}
