import { Controller } from '@nestjs/common';
import {
  CheckBooked,
  CheckCancelled,
  CheckConfirmed,
  CheckMoved,
  CheckRecorded,
  CheckResultCorrected,
  CheckResultWithdrawn,
  ConferenceRoomChanged,
  type EventOf,
  HistoryNoted,
  InvitationExtended,
  InvitationIssued,
  InvitationMoved,
  InvitationWithdrawn,
  MailsNoted,
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
  SiteFaultChanged,
  SiteJoiningChanged,
} from '#contracts';
import { HandlesEvent } from '#messaging';
import { NotingService } from '../history/history.module.js';

const history = { consumer: 'history', from: 'start' } as const;
const ofMails = { consumer: 'history-of-mails', from: 'start' } as const;
const ofSites = { consumer: 'history-of-sites', from: 'start' } as const;

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

  /** By consumers of their own: one a stream. */
  @HandlesEvent(MailsNoted, ofMails)
  notedOfMails(event: EventOf<typeof MailsNoted>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(MailsSteered, ofMails)
  steered(event: EventOf<typeof MailsSteered>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(SeatChanged, history)
  seatChanged(event: EventOf<typeof SeatChanged>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckBooked, ofSites)
  booked(event: EventOf<typeof CheckBooked>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckMoved, ofSites)
  checkMoved(event: EventOf<typeof CheckMoved>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckCancelled, ofSites)
  checkCancelled(event: EventOf<typeof CheckCancelled>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckConfirmed, ofSites)
  checkConfirmed(event: EventOf<typeof CheckConfirmed>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckRecorded, ofSites)
  checkRecorded(event: EventOf<typeof CheckRecorded>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckResultCorrected, ofSites)
  corrected(event: EventOf<typeof CheckResultCorrected>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(CheckResultWithdrawn, ofSites)
  resultWithdrawn(event: EventOf<typeof CheckResultWithdrawn>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(SiteJoiningChanged, ofSites)
  joining(event: EventOf<typeof SiteJoiningChanged>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(SiteFaultChanged, ofSites)
  fault(event: EventOf<typeof SiteFaultChanged>): Promise<void> {
    return this.noting.note(event);
  }

  @HandlesEvent(ConferenceRoomChanged, ofSites)
  room(event: EventOf<typeof ConferenceRoomChanged>): Promise<void> {
    return this.noting.note(event);
  }
}
