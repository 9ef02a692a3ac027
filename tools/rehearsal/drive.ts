import {
  AnnounceMeeting,
  CreateMeeting,
  EnrolSites,
  ListChecks,
  PlanChecks,
  RecordCheckResult,
  SetCheckCalendar,
  usualMails,
} from '#contracts';
import { type MailSink } from '#testing';
import { type sampleMeeting } from '#sample';
import { OfficeServers } from './came-back.js';
import { type OrderBridge } from './conference-hosts.js';
import { type Deed, type ListedOffice, type Plot } from './plot.js';
import { Deeds } from './deeds.js';
import { handedOut, handIn, workbookOf } from './handing-in.js';
import { Invited } from './invited.js';
import { MailDeeds } from './mail-deeds.js';
import { type Observation, Observer } from './observe.js';
import { relayAwayFrom, relayBackAt } from './plotting.js';
import { answerByLink, enterAtDesk, evidenceOf } from './perform.js';
import { type Stepper } from './quiet.js';
import { type Act } from './scenario.js';
import { type Staff } from './stage.js';
import { type ListName, type ListView } from './view.js';

type Sample = ReturnType<typeof sampleMeeting>;
/** `inboundPort`: where Sala takes mails. */
type Stage = {
  plot: Plot;
  sample: Sample;
  staff: Staff;
  sink: MailSink;
  inboundPort: number;
  stepper: Stepper;
  orderBridge: OrderBridge;
};
export type Step = { index: number; at: string; of: number };
/** `during` runs along with a step's work, `after` once all is quiet again; it says whether it made new work. */
export type StepHooks = { during: (step: Step) => Promise<void>; after: (step: Step) => Promise<boolean> };

/** Plays the script on the running services: the clock stands still while work is done. */
export class Drive {
  readonly #meetingId: string;
  readonly #invited: Invited;
  readonly #mails: MailDeeds;
  readonly #deeds: Deeds;
  readonly #observer: Observer;
  readonly #failed = new Map<string, number>();
  readonly #lists = new Map<ListName, ListView>();
  readonly #addresses: Map<string, string>;

  constructor(private readonly stage: Stage) {
    const { plot, sample, staff, sink, inboundPort, stepper, orderBridge } = stage;
    this.#meetingId = sample.meeting.id;
    this.#addresses = new Map(plot.offices.map(({ id, email = '' }) => [id, email]));
    const meetingId = this.#meetingId;
    const movedTo = (office: string, email: string): void => void this.#addresses.set(office, email);
    this.#invited = new Invited({ coordinator: staff.coordinator, meetingId, offices: plot.offices, sink });
    this.#mails = new MailDeeds({
      meetingId,
      staff,
      invited: this.#invited,
      sink,
      servers: new OfficeServers(sink, inboundPort),
      addressOf: (office) => this.#addressOf(office),
      movedTo,
      quiet: () => stepper.quiet(),
    });
    this.#deeds = new Deeds({
      mails: this.#mails,
      meetingId,
      staff,
      invited: this.#invited,
      addressOf: (office) => this.#addressOf(office),
      correctAddress: (office, email) => this.#correctAddress(office, email),
      movedTo,
      orderBridge,
    });
    this.#observer = new Observer({ plot, sample, staff, sink, invited: this.#invited });
  }

  async run({ during, after }: StepHooks): Promise<void> {
    const { plot, stepper } = this.stage;
    await this.#announce();
    let nextDue = await stepper.quiet();
    this.#observer.noteMails(plot.from);
    const instants = [
      ...new Set([...[...plot.acts, ...plot.deeds].map(({ at }) => at), ...plot.planAt, ...plot.recordAt, plot.to]),
    ].sort();
    for (let index = 0; index < instants.length;) {
      const planned = instants[index] as string;
      // While it is away, our mail server is tried every few minutes: of these tries one at each instant is enough.
      const isAway = planned > relayAwayFrom && planned <= relayBackAt;
      const at = !isAway && nextDue !== undefined && nextDue > stepper.now && nextDue < planned ? nextDue : planned;
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
      this.#observer.noteMails(at);
      if (at === planned) index += 1;
    }
  }

  /** What the API and the sink say at the end. */
  observe(): Promise<Observation> {
    const { looks, foretold } = this.#deeds;
    const lists = Object.fromEntries(this.#lists) as Record<ListName, ListView>;
    return this.#observer.observe({ lists, looks, foretold, steered: this.#mails.steered });
  }

  async #announce(): Promise<void> {
    const { plot, sample, staff, stepper } = this.stage;
    await stepper.moveTo(plot.from);
    const { coordinator } = staff;
    await coordinator.send(EnrolSites, { sites: sample.sites });
    await coordinator.send(CreateMeeting, { ...sample.meeting, mails: { ...usualMails, digest: true } });
    await this.#handIn('first', plot.offices);
    await coordinator.send(SetCheckCalendar, { ...sample.calendar, meetingId: this.#meetingId });
    this.#mails.refuseSignIn();
    await coordinator.send(AnnounceMeeting, { meetingId: this.#meetingId });
    await this.#mails.letIn('at the announcement');
  }

  async #handIn(name: ListName, offices: readonly ListedOffice[]): Promise<void> {
    const { sample, staff } = this.stage;
    const names = {
      classes: new Map(sample.meeting.classes.map((each) => [each.class, each.name])),
      sites: new Map(sample.sites.map((each) => [each.id, each.name])),
    };
    this.#lists.set(name, await handIn(staff.coordinator, this.#meetingId, await workbookOf(offices, names)));
  }

  /** By a second list; handed in once more it changes nothing, nor does the directory as it is handed out. */
  async #correctAddress(office: string, email: string): Promise<void> {
    const { coordinator } = this.stage.staff;
    const corrected = this.stage.plot.offices.map((each) => (each.id === office ? { ...each, email } : each));
    await this.#handIn('corrected', corrected);
    this.#addresses.set(office, email);
    await this.#handIn('repeated', corrected);
    this.#lists.set('handed out', await handIn(coordinator, this.#meetingId, await handedOut(coordinator)));
  }

  /** Offices answer side by side, then staff do one thing after the other. */
  async #perform(at: string): Promise<void> {
    const { plot, staff } = this.stage;
    await this.#invited.learn();
    await Promise.all(plot.acts.filter((act) => act.at === at).map((act) => this.#answer(act)));
    for (const deeds of sideBySide(plot.deeds.filter((deed) => deed.at === at)))
      await Promise.all(deeds.map((deed) => this.#deeds.perform(deed)));
    if (plot.planAt.includes(at)) await staff.operations.send(PlanChecks, { meetingId: this.#meetingId });
    if (plot.recordAt.includes(at)) await this.#recordResults(at);
  }

  async #answer(act: Act): Promise<void> {
    const { staff } = this.stage;
    if (act.by === 'desk') return await enterAtDesk(staff.desk, act, this.#invited.invitationId(act.organisationId));
    await answerByLink(staff.office, act, await this.#deeds.linkOf(act.organisationId));
  }

  #addressOf(office: string): string {
    return this.#addresses.get(office) ?? '';
  }

  /** Operations enters what became of every check that is over: as many failures of a site as the scenario has, then a pass. */
  async #recordResults(at: string): Promise<void> {
    const { plot, staff } = this.stage;
    const { items } = await staff.operations.send(ListChecks, { meetingId: this.#meetingId, state: 'booked' });
    await Promise.all(
      items
        .filter((each) => each.endsAt <= at)
        .map(async (check) => {
          const failures = this.#failed.get(check.siteId) ?? 0;
          const passes = failures >= (plot.failuresOf[check.siteId] ?? 0);
          // A result that was kept by a service that died before it could say so is refused the second time: that is the same.
          await staff.operations.send(
            RecordCheckResult,
            { checkId: check.id, evidence: evidenceOf(passes) },
            [200, 409],
          );
          if (passes) this.#observer.notePass(check.siteId);
          else this.#failed.set(check.siteId, failures + 1);
        }),
    );
  }
}

/** Registers of halls are kept by as many people as there are halls; all else is done by one after the other. */
const sideBySide = (deeds: readonly Deed[]): Deed[][] => {
  const halls = deeds.filter((deed) => deed.do === 'register');
  const others = deeds.filter((deed) => deed.do !== 'register').map((deed) => [deed]);
  return halls.length > 0 ? [halls, ...others] : others;
};
