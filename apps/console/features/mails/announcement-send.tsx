import { useState } from 'react';
import { type AnnouncementWords, ListAnnouncements, WriteAnnouncement } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { ConfirmSending } from './chosen-offices.js';

type SendOf = {
  readonly said: AnnouncementWords;
  readonly invitationIds: readonly string[];
  readonly alone: number;
  readonly onDone: () => void;
  readonly onProblem: (problem: ApiProblem) => void;
  readonly onClose: () => void;
};
/** What it will do; pressed twice, or once more after an outage, it is the same announcement. */
export const AnnouncementSend = ({ said, invitationIds, alone, onDone, onProblem, onClose }: SendOf) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('announcements');
  const [announcementId] = useState(newId);
  const { send, busy, problem } = useCommand(WriteAnnouncement, { makesStale: [ListAnnouncements] });
  const offices = invitationIds.length;
  const isAlone = offices <= alone;
  const write = async () => {
    const sent = await send({ meetingId: meeting.id, announcementId, words: said, invitationIds: [...invitationIds] });
    if (!hasFailed(sent)) onDone();
    else if (sent.problem.fields !== undefined) onProblem(sent);
  };
  return (
    <ConfirmSending
      title={words.sendTitle}
      act={isAlone ? words.sendNow : words.sendForRelease}
      busy={busy}
      problem={problem}
      onSend={() => void write()}
      onClose={onClose}
    >
      <p>{isAlone ? words.willNow(offices) : words.willWait(offices)}</p>
    </ConfirmSending>
  );
};
