// Plays the script on paper: what must have come of it at each moment, mails and history included.
import { type HistoryWhat } from '#contracts';
import { digestKey, digestTime, type DigestFigures } from './digests.js';
import { MailModel } from './mail-model.js';
import { OfficeModel } from './model.js';
import { type Deed, type Plot } from './plot.js';
import { RegisterModel } from './register-model.js';
import { dayBeforeTime, reminderTimes } from './reminder-times.js';
import { type Act, officeDays } from './scenario.js';
import { tallyOf } from './tallies.js';
import { type Counts, type LookView } from './view.js';

type Beginning = { readonly replyBy: string; readonly startsAt: string };

export class World {
  readonly offices: ReadonlyMap<string, OfficeModel>;
  readonly mails: MailModel;
  readonly registers = new RegisterModel();
  readonly looks: LookView[] = [];
  readonly meetingHistory: Counts = { 'meeting-created': 1, 'meeting-announced': 1 };
  readonly opinions = new Map<string, number>();
  movedAt: string | undefined;
  foretold = 0;
  readonly digests: Record<string, DigestFigures> = {};

  constructor(
    private readonly plot: Plot,
    private readonly meeting: Beginning,
  ) {
    this.mails = new MailModel(plot.offices.length);
    this.offices = new Map(plot.offices.map((each) => [each.id, new OfficeModel(each)]));
    for (const office of this.offices.values()) {
      office.note('invitation-issued');
      this.mails.post.send('invitation', office, plot.from);
    }
  }

  /** At one instant reminders fall due first, then offices answer, then staff do what they do. */
  play(): this {
    const { acts, deeds } = this.plot;
    const steps: { readonly at: string; readonly rank: number; readonly play: () => void }[] = [
      ...reminderTimes(this.meeting.replyBy).map((at) => ({ at, rank: 0, play: () => this.#remind(at, () => true) })),
      ...acts.map((act) => ({ at: act.at, rank: 1, play: () => this.#answer(act) })),
      ...deeds.map((deed) => ({ at: deed.at, rank: 2, play: () => this.#do(deed) })),
      ...this.#days(deeds).map((at) => ({ at, rank: 0, play: () => this.#tellOfDay(at) })),
      ...officeDays.map((day) => digestTime(day)).map((at) => ({ at, rank: 0, play: () => this.#digest(at) })),
      ...deeds.flatMap((deed) => (deed.do === 'extend' ? this.#extraReminders(deed.until) : [])),
    ];
    for (const { play } of steps.sort((one, other) => one.at.localeCompare(other.at) || one.rank - other.rank)) play();
    return this;
  }

  /** Those that a deadline then would have brought and that come after the meeting's own. */
  #extraReminders(until: string) {
    return reminderTimes(until)
      .filter((at) => at > this.meeting.replyBy)
      .map((at) => ({ at, rank: 0, play: () => this.#remind(at, (office) => office.hasTimeUntil(until)) }));
  }

  /** The afternoon before the day, as the day is known then. */
  #days(deeds: readonly Deed[]): string[] {
    const move = deeds.find((deed) => deed.do === 'move');
    const first = dayBeforeTime(this.meeting.startsAt);
    if (move === undefined) return [first];
    return [...(first < move.at ? [first] : []), dayBeforeTime(move.startsAt)];
  }

  /** Of the whole meeting and of each province, on the days between its announcement and its day. */
  #digest(at: string): void {
    const move = this.plot.deeds.find((deed) => deed.do === 'move');
    if (at <= this.plot.from || at >= (move?.startsAt ?? this.meeting.startsAt)) return;
    const invited = [...this.offices.values()].filter((each) => each.invited);
    const groups = Map.groupBy(invited, ({ office }) => office.provinceCode);
    for (const [of, members] of [['all', invited] as const, ...groups])
      this.digests[digestKey(at, of)] = {
        answered: members.filter((each) => !each.isSilent).length,
        invited: members.length,
        coming: members.filter((each) => each.comes).length,
      };
  }

  #tellOfDay(at: string): void {
    for (const office of this.offices.values()) if (office.comes) this.mails.post.send('day-before', office, at);
  }

  #remind(at: string, whom: (office: OfficeModel) => boolean): void {
    for (const office of this.offices.values())
      if (office.isSilent && whom(office)) this.mails.post.send('reminder', office, at);
  }

  #answer(act: Act): void {
    const office = this.#office(act.organisationId);
    const { receipt } = office.say(act, { deadline: this.meeting.replyBy, movedAt: this.movedAt });
    if (receipt) this.mails.post.send('receipt', office, act.at);
  }

  #do(deed: Deed): void {
    switch (deed.do) {
      case 'correct-address': {
        const office = this.#office(deed.organisationId);
        office.address = deed.email;
        office.note('invitation-followed');
        return void this.mails.post.send('invitation', office, deed.at);
      }
      case 'clash':
        this.#answer(deed.first);
        return this.#answer(deed.second);
      case 'enter-twice':
        return this.#answer(deed.act);
      case 'take-back': {
        const office = this.#office(deed.organisationId);
        office.takeBack();
        return void this.mails.post.send('answer-taken-back', office, deed.at);
      }
      case 'withdraw':
        return this.#each(deed.organisationIds, (office) => {
          office.invited = false;
          office.note('invitation-withdrawn');
        });
      case 'invite-again':
        return this.#each(deed.organisationIds, (office) => {
          office.invited = true;
          office.note('invited-again');
          this.mails.post.send('invitation', office, deed.at);
        });
      case 'merge':
        return this.#merge(deed.from, deed.into);
      case 'merge-into-new': {
        // What is still to go to it goes to the one that stands; its silent invitation is that one's by name as well.
        const merged = this.#office(deed.from);
        merged.address = deed.into.email;
        if (merged.isSilent) merged.note('invitation-followed');
        return;
      }
      case 'join-at': {
        const moved = this.#office(deed.organisationId);
        moved.siteId = deed.siteId;
        moved.note('invitation-moved');
        return void this.mails.post.send('hall-decided', moved, deed.at);
      }
      case 'extend':
        for (const office of this.offices.values())
          if (office.isSilent && office.office.provinceCode === deed.provinceCode) office.giveTime(deed.until, deed.at);
        return;
      case 'move':
        this.movedAt = deed.at;
        this.foretold = [...this.offices.values()].filter((each) => each.comes).length;
        for (const office of this.offices.values())
          if (office.invited) this.mails.post.send('meeting-changed', office, deed.at);
        return this.#note('meeting-changed');
      case 'register':
        return this.registers.keep(
          deed.hall,
          deed.at,
          (id) => this.#noteOfLine(id),
          () => this.#note('hall-recorded'),
        );
      case 'correct-register':
        return this.registers.enter(deed.siteId, deed.entry, deed.at, (id) => this.#noteOfLine(id));
      case 'begin-conference':
      case 'end-conference':
        // Nothing of it is noted in the history, and no mail is sent.
        return;
      case 'give-opinion':
        this.opinions.set(deed.organisationId, (this.opinions.get(deed.organisationId) ?? 0) + 1);
        return this.#office(deed.organisationId).note('opinion-given');
      case 'close':
        return this.#note('meeting-closed');
      case 'look':
        return void this.looks.push(this.look(deed.at));
      default:
        return this.mails.play(deed, {
          office: (id) => this.#office(id),
          offices: () => this.offices.values(),
          note: (what) => this.#note(what),
        });
    }
  }

  /** What was silent is withdrawn, as the office that stays is invited; what was answered stays for people to settle. The one that stays is called by the other's name as well. */
  #merge(from: string, into: string): void {
    const merged = this.#office(from);
    if (merged.isSilent) {
      merged.invited = false;
      merged.note('invitation-withdrawn');
    }
    this.#office(into).note('invitation-followed');
  }

  look(at: string): LookView {
    const offices = [...this.offices.values()];
    return {
      at,
      total: tallyOf(offices),
      unconfirmed: offices.filter((each) => each.isUnconfirmed(this.movedAt)).length,
      toCall: offices
        .filter((each) => each.isToBeCalled(this.meeting.replyBy, at))
        .map(({ office }) => office.id)
        .sort(),
    };
  }

  #office(id: string): OfficeModel {
    const office = this.offices.get(id);
    if (office === undefined) throw new RangeError(`the script has no office ${id}`);
    return office;
  }

  #each(ids: readonly string[], change: (office: OfficeModel) => void): void {
    for (const id of ids) change(this.#office(id));
  }

  #note(what: HistoryWhat): void {
    this.meetingHistory[what] = (this.meetingHistory[what] ?? 0) + 1;
  }

  #noteOfLine(organisationId: string | undefined): void {
    if (organisationId === undefined) this.#note('attendance-recorded');
    else this.#office(organisationId).note('attendance-recorded');
  }
}
