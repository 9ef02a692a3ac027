import { Injectable } from '@nestjs/common';
import {
  type Actors,
  type ClockAnchor,
  GetNotificationsWorkState,
  GetRegistrationWorkState,
  GetSchedulingWorkState,
  ListMeetings,
  meetingMsAt,
  type Rehearsal,
} from '#contracts';
import { actorsThere, isActing, meetingClock, NatsLink, RpcClient, setActing, setMeetingClock } from '#messaging';
import { notFound, SystemClock } from '#platform';
import { type GatewayConfig, InjectConfig } from '../config.js';
import { type ClockChange, firstAfter, momentsOf, movedClock } from './meeting-clock.js';

/** The services that live by the meeting clock. */
const living = [GetRegistrationWorkState, GetNotificationsWorkState, GetSchedulingWorkState];

/** Whether simulated offices and technicians are to act, and what they have to do where they are there. */
type Played = { readonly acting: boolean; readonly actors: Actors | undefined };

/** Plays the sample meeting: there is nothing to play where Sala shows none. */
@Injectable()
export class RehearsalService {
  readonly #real = new SystemClock();

  constructor(
    private readonly link: NatsLink,
    private readonly rpc: RpcClient,
    @InjectConfig() private readonly config: GatewayConfig,
  ) {}

  async show(): Promise<Rehearsal> {
    return this.#shown(await this.#anchor());
  }

  async setClock(change: ClockChange): Promise<Rehearsal> {
    const anchor = await this.#anchor();
    const next = change.toNextEvent === true ? await this.#nextEventAt(anchor, await this.#actors()) : undefined;
    const moved = movedClock(anchor, this.#realMs(), change, next);
    await setMeetingClock(this.link, moved);
    return this.#shown(moved);
  }

  async setActing(acting: boolean): Promise<Rehearsal> {
    const anchor = await this.#anchor();
    await setActing(this.link, acting);
    return this.#shown(anchor);
  }

  /** @throws not-found 'not-a-rehearsal' where no sample is shown */
  async #anchor(): Promise<ClockAnchor> {
    if (!this.config.SALA_SAMPLE) throw notFound('not-a-rehearsal');
    const real = this.#real.now().toISOString();
    return (await meetingClock(this.link)) ?? { realInstant: real, meetingInstant: real, speed: 1 };
  }

  async #shown(anchor: ClockAnchor): Promise<Rehearsal> {
    const played = await this.#actors();
    const nextEventAt = await this.#nextEventAt(anchor, played);
    return {
      sample: true,
      clock: { now: this.#nowBy(anchor), speed: anchor.speed },
      ...(nextEventAt !== undefined && { nextEventAt }),
      acting: played.acting,
      hasActors: played.actors !== undefined,
    };
  }

  /** What those who act have to do counts as well: passed over, it would be done late, and others be reminded of it before. */
  async #nextEventAt(anchor: ClockAnchor, { acting, actors }: Played): Promise<string | undefined> {
    // What each service has next is after its own now: with a clock that runs fast that may be over before all have answered.
    const now = this.#nowBy(anchor);
    const [states, { items: meetings }] = await Promise.all([
      Promise.all(living.map((contract) => this.rpc.call(contract, {}))),
      this.rpc.call(ListMeetings, {}),
    ]);
    return firstAfter(now, [
      ...states.map(({ nextDueAt }) => nextDueAt),
      ...meetings.flatMap(momentsOf),
      ...(acting ? (actors?.actsAt ?? []) : []),
    ]);
  }

  async #actors(): Promise<Played> {
    const [acting, actors] = await Promise.all([isActing(this.link), actorsThere(this.link)]);
    return { acting, actors };
  }

  #nowBy(anchor: ClockAnchor): string {
    return new Date(meetingMsAt(anchor, this.#realMs())).toISOString();
  }

  #realMs(): number {
    return this.#real.now().getTime();
  }
}
