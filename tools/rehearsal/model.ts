// What becomes of offices and their answers by the rules that people know, without a line of Sala's own.
import { type Channel, type HistoryWhat, type ResponseContent } from '#contracts';
import { type ListedOffice } from './plot.js';
import { type Act } from './scenario.js';
import { type Counts, type OfficeView } from './view.js';

/** `at`: when it was said last. */
type Said = { at: string; content: ResponseContent; channel: Channel; late: boolean; takenBack: boolean };

const isSame = (one: ResponseContent, other: ResponseContent): boolean => JSON.stringify(one) === JSON.stringify(other);

/** One invited office. */
export class OfficeModel {
  readonly #said: Said[] = [];
  readonly #history: Counts = {};
  invited = true;
  address: string | undefined;
  /** The hall at which it joins. */
  siteId: string;
  /** There is nobody at its address. */
  isUnreachable = false;
  lastCall: string | undefined;
  /** Until when it may answer, where it was given more time, and when it was. */
  #given: { readonly until: string; readonly at: string } | undefined;

  constructor(readonly office: ListedOffice) {
    this.address = office.email;
    this.siteId = office.siteId;
  }

  note(what: HistoryWhat): void {
    this.#history[what] = (this.#history[what] ?? 0) + 1;
  }

  /** What counts: what was said last and not taken back. */
  get counting(): Said | undefined {
    return this.#lastSaid('9999');
  }

  get isSilent(): boolean {
    return this.invited && this.counting === undefined;
  }

  get comes(): boolean {
    const said = this.counting;
    return this.invited && said !== undefined && said.content.answer !== 'decline';
  }

  get isReached(): boolean {
    return this.address !== undefined && !this.isUnreachable;
  }

  #lastSaid(until: string): Said | undefined {
    return this.#said
      .filter(({ takenBack, at }) => !takenBack && at <= until)
      .reduce<Said | undefined>((last, each) => (last === undefined || each.at >= last.at ? each : last), undefined);
  }

  /** An answer arrives. `receipt`: the office gets one. */
  say(
    { channel, at, receivedAt, content }: Act,
    { deadline, movedAt }: { readonly deadline: string; readonly movedAt: string | undefined },
  ): { readonly receipt: boolean } {
    const said = channel === 'web' ? at : receivedAt;
    const before = this.#lastSaid(said);
    if (before !== undefined && isSame(before.content, content)) {
      const confirms = before === this.counting && this.isUnconfirmed(movedAt) && said >= (movedAt ?? '');
      if (confirms) this.note('response-confirmed');
      else if (channel !== 'web' && said > before.at) this.note('response-said-again');
      else return { receipt: false };
      before.at = said;
      return { receipt: false };
    }
    const given = this.#given !== undefined && this.#given.at <= said ? this.#given.until : deadline;
    const late = channel !== 'web' && said > (given > deadline ? given : deadline);
    const answer: Said = { at: said, content, channel, late, takenBack: false };
    this.#said.push(answer);
    const counts = this.counting === answer;
    this.note(counts ? 'response-recorded' : 'response-kept');
    return { receipt: counts };
  }

  /** The answer that was entered last was none of this office. */
  takeBack(): void {
    const wrong = this.#said.at(-1);
    if (wrong === undefined || wrong.takenBack) throw new RangeError(`${this.office.id} has said nothing to take back`);
    wrong.takenBack = true;
    this.note('response-taken-back');
  }

  giveTime(until: string, at: string): void {
    this.#given = { until, at };
    this.note('invitation-extended');
  }

  /** Whether its time to answer is over. */
  isOverdue(deadline: string, now: string): boolean {
    const until = this.#given !== undefined && this.#given.until > deadline ? this.#given.until : deadline;
    return now > until;
  }

  /** For its silence once its time is over, or because no mail reaches it while it is silent. */
  isToBeCalled(deadline: string, now: string): boolean {
    return this.isSilent && (this.isUnreachable || this.isOverdue(deadline, now));
  }

  hasTimeUntil(until: string): boolean {
    return this.#given?.until === until;
  }

  /** It comes, and has not said so since the meeting was moved. */
  isUnconfirmed(movedAt: string | undefined): boolean {
    return this.comes && movedAt !== undefined && (this.counting?.at ?? '') < movedAt;
  }

  view(movedAt: string | undefined): OfficeView {
    const said = this.counting;
    const standing = !this.invited ? 'withdrawn' : said === undefined ? 'silent' : 'answered';
    return {
      standing,
      ...(said && {
        answer: said.content.answer,
        channel: said.channel,
        late: said.late,
        people: said.content.attendees.length,
      }),
      unconfirmed: this.isUnconfirmed(movedAt),
      history: { ...this.#history },
    };
  }
}
