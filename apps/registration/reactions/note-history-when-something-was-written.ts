import { Controller } from '@nestjs/common';
import {
  type EventOf,
  HistoryNoted,
  InvitationExtended,
  InvitationIssued,
  InvitationMoved,
  InvitationWithdrawn,
  MailsSteered,
  MeetingAnnounced,
  MeetingCancelled,
  MeetingChanged,
  MeetingClosed,
  MeetingReopened,
  OtherHallDeclined,
  ReplyLinkRenewed,
  ResponseConfirmed,
  ResponseRecorded,
  ResponseTakenBack,
  SeatChanged,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { NotingService } from '../history/history.module.js';

const history = { consumer: 'history', from: 'start' } as const;

/** Events are written with the state that they tell of, and come until they are noted: no crash in between loses an entry. */
@Controller()
export class NoteHistoryWhenSomethingWasWritten {
  constructor(private readonly noting: NotingService) {}

  @HandlesEvent(HistoryNoted, history)
  noted(event: EventOf<typeof HistoryNoted>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MeetingAnnounced, history)
  announced(event: EventOf<typeof MeetingAnnounced>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MeetingChanged, history)
  changed(event: EventOf<typeof MeetingChanged>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MeetingCancelled, history)
  cancelled(event: EventOf<typeof MeetingCancelled>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MeetingClosed, history)
  closed(event: EventOf<typeof MeetingClosed>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MeetingReopened, history)
  reopened(event: EventOf<typeof MeetingReopened>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(InvitationIssued, history)
  issued(event: EventOf<typeof InvitationIssued>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(InvitationWithdrawn, history)
  withdrawn(event: EventOf<typeof InvitationWithdrawn>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(InvitationExtended, history)
  extended(event: EventOf<typeof InvitationExtended>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(InvitationMoved, history)
  moved(event: EventOf<typeof InvitationMoved>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(OtherHallDeclined, history)
  hallKept(event: EventOf<typeof OtherHallDeclined>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(ReplyLinkRenewed, history)
  renewed(event: EventOf<typeof ReplyLinkRenewed>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(ResponseRecorded, history)
  recorded(event: EventOf<typeof ResponseRecorded>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(ResponseConfirmed, history)
  confirmed(event: EventOf<typeof ResponseConfirmed>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(ResponseTakenBack, history)
  takenBack(event: EventOf<typeof ResponseTakenBack>): Promise<void> {
    return this.noting.note(event);
  }

  /** By a consumer of its own: of what notifications tell it is the one thing that is noted. */
  @HandlesEvent(MailsSteered, { consumer: 'history-of-mails', from: 'start' })
  steered(event: EventOf<typeof MailsSteered>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(SeatChanged, history)
  seatChanged(event: EventOf<typeof SeatChanged>): Promise<void> {
    return this.noting.note(event);
  }
}
