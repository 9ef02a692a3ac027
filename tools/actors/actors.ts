import pLimit from 'p-limit';
import { type Check, ListChecks, ListInvitations, PlanChecks, RecordCheckResult } from '#contracts';
import { type SampleMeeting } from '#sample';
import { type ApiClient, UnexpectedAnswer } from '../rehearsal/api-client.js';
import { answerByLink, enterAtDesk, evidenceOf } from '../rehearsal/perform.js';
import { type Act, type Scenario } from '../rehearsal/scenario.js';
import { type DueActs, dueActs, givenActs, nothingDone } from './due-acts.js';

type Stage = {
  readonly sample: SampleMeeting;
  readonly scenario: Scenario;
  readonly people: { readonly office: ApiClient; readonly desk: ApiClient; readonly operations: ApiClient };
  /** The reply links that offices have in their mails by now: tokens by address. */
  readonly readTokens: () => Promise<ReadonlyMap<string, string>>;
  readonly log: (line: string) => void;
};
/** What an office's answer needs beside it; neither is there before its invitation was made and came. */
type Addressed = { readonly invitationId: string | undefined; readonly token: string | undefined };

const atOnce = 6;

/** The offices, the reply desk and the technicians of the sample: at each look they do what is due. */
export class Actors {
  readonly #settled = new Set<Act>();
  readonly #addressOf: ReadonlyMap<string, string>;
  readonly #meeting: { readonly meetingId: string };
  #tokens: ReadonlyMap<string, string> = new Map();
  #planned = nothingDone.planned;
  #recorded = nothingDone.recorded;

  constructor(private readonly stage: Stage) {
    this.#meeting = { meetingId: stage.sample.meeting.id };
    this.#addressOf = new Map(stage.sample.organisations.map(({ id, email = '' }) => [id, email]));
  }

  /** Does what is due at this meeting time; what could not be done for now is due at the next look. */
  async look(now: string): Promise<void> {
    const { answers, record, plan } = this.#due(now);
    if (answers.length > 0) await this.#answer(now);
    // A site that failed is planned again with the others.
    if (record !== undefined) {
      await this.#recordResults(now);
      this.#recorded = record;
    }
    if (plan !== undefined) {
      await this.#unlessRefused('planning the checks', () =>
        this.stage.people.operations.send(PlanChecks, this.#meeting),
      );
      this.#planned = plan;
    }
  }

  #due(now: string): DueActs {
    const { scenario, sample } = this.stage;
    return dueActs(
      scenario,
      sample.meeting.replyBy,
      { settled: this.#settled, planned: this.#planned, recorded: this.#recorded },
      now,
    );
  }

  async #answer(now: string): Promise<void> {
    const invitations = await this.stage.people.desk.all(ListInvitations, this.#meeting);
    const given = new Map(invitations.map(({ organisation, response }) => [organisation.id, response?.revision ?? 0]));
    for (const act of givenActs(this.stage.scenario, given)) this.#settled.add(act);
    const idOf = new Map(invitations.map(({ id, organisation }) => [organisation.id, id]));
    const { answers } = this.#due(now);
    const tokenOf = ({ organisationId }: Act): string | undefined =>
      this.#tokens.get(this.#addressOf.get(organisationId) ?? '');
    if (answers.some((act) => act.by !== 'desk' && tokenOf(act) === undefined))
      this.#tokens = await this.stage.readTokens();
    const limit = pLimit(atOnce);
    await Promise.all(
      answers.map((act) =>
        limit(() => this.#perform(act, { invitationId: idOf.get(act.organisationId), token: tokenOf(act) })),
      ),
    );
  }

  async #perform(act: Act, { invitationId, token }: Addressed): Promise<void> {
    const { office, desk } = this.stage.people;
    const done = await this.#unlessRefused(`the answer of ${act.organisationId}`, async () => {
      if (act.by === 'desk') return invitationId !== undefined && (await enterAtDesk(desk, act, invitationId), true);
      return token !== undefined && (await answerByLink(office, act, token), true);
    }).catch((error: unknown) => this.#later(error));
    if (done !== false) this.#settled.add(act);
  }

  /** As many failures of a site as the scenario has, then a pass. */
  async #recordResults(now: string): Promise<void> {
    const { scenario, people } = this.stage;
    const { items } = await people.operations.send(ListChecks, this.#meeting);
    const failuresAt = (siteId: string): number =>
      items.filter((check) => check.siteId === siteId && check.state === 'failed').length;
    const isOver = ({ state, endsAt }: Check): boolean => state === 'booked' && endsAt <= now;
    const limit = pLimit(atOnce);
    const record = async ({ id, siteId }: Check): Promise<void> => {
      const evidence = evidenceOf(failuresAt(siteId) >= (scenario.failuresOf[siteId] ?? 0));
      await this.#unlessRefused(`the result of ${id}`, () =>
        people.operations.send(RecordCheckResult, { checkId: id, evidence }),
      );
    };
    await Promise.all(items.filter(isOver).map((check) => limit(() => record(check))));
  }

  /** What Sala refuses it will refuse again; what was not decided is thrown. */
  async #unlessRefused<Result>(what: string, work: () => Promise<Result>): Promise<Result | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer) || error.forNow || error.status === 401) throw error;
      this.stage.log(`${what} was refused: ${error.message}`);
      return undefined;
    }
  }

  #later(error: unknown): false {
    this.stage.log(`tried again: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}
