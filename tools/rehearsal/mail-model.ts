// What befalls mails, on paper.
import { type HistoryWhat } from '#contracts';
import { type MailDeed } from './mail-deeds.js';
import { type OfficeModel } from './model.js';
import { Post } from './post.js';

type Around = {
  readonly office: (id: string) => OfficeModel;
  readonly offices: () => Iterable<OfficeModel>;
  readonly note: (what: HistoryWhat) => void;
};

export class MailModel {
  readonly post = new Post();
  /** What somebody reads of the mails on the way. */
  readonly steered: Record<string, number | string>;

  /** Until somebody has seen to it, our mail server does not know us: the invitations wait. */
  constructor(invited: number) {
    this.steered = { 'stopped at the announcement': 'sign-in', 'waiting at the announcement': invited };
  }

  play(deed: MailDeed, { office, offices, note }: Around): void {
    const { post, steered } = this;
    switch (deed.do) {
      case 'bounce':
        steered['reports'] = deed.organisationIds.length;
        for (const id of deed.organisationIds) office(id).isUnreachable = true;
        return;
      case 'answer-automatically':
        steered['automatic replies'] = deed.organisationIds.length;
        return;
      case 'mend-address': {
        const mended = office(deed.organisationId);
        Object.assign(mended, { isUnreachable: false, address: deed.email });
        mended.note('invitation-followed');
        return post.send('invitation', mended, deed.at);
      }
      case 'relay':
        if (deed.is === 'away') return post.shut('all');
        steered['stopped at the weekend'] = 'unreachable';
        steered['waiting at the weekend'] = post.waiting;
        return post.open(deed.at);
      case 'pause-reminders':
        post.shut('reminder');
        return note('mails-paused');
      case 'resume-reminders':
        return note('mails-resumed');
      case 'send-overdue':
        steered['set aside through the pause'] = post.waiting;
        post.open(deed.at);
        return note('mails-released');
      case 'call':
        office(deed.organisationId).lastCall = deed.outcome;
        office(deed.organisationId).note('call-recorded');
        return;
      case 'announce': {
        const told = [...offices()].filter((each) => each.comes && each.isReached);
        for (const each of told) post.send('announcement', each, deed.at);
        steered['announced to'] = told.length;
        steered['before it was released'] = 'waiting';
        note('announcement-written');
        return note('announcement-released');
      }
      default:
        return deed satisfies never;
    }
  }
}
