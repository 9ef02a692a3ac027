import { useState } from 'react';
import { type AnnouncementWords, ListAnnouncements, type MailPreview, WriteAnnouncement } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm, Dialog } from '../../kit/dialog.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { WrittenMail } from './mail-text.js';
import '../../kit/one-mail.css';

/** The mail as one office would get it. */
export const AnnouncementShown = ({ mail, onClose }: { readonly mail: MailPreview; readonly onClose: () => void }) => {
  const words = useMailsWords('announcements');
  return (
    <Dialog title={words.preview} onClose={onClose}>
      <div className="one-mail mail">
        <WrittenMail preview={mail} />
      </div>
      <div className="actions">
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
};

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
    <Confirm
      title={words.sendTitle}
      act={isAlone ? words.sendNow : words.sendForRelease}
      busy={busy}
      onConfirm={() => void write()}
      onClose={onClose}
    >
      <p>{isAlone ? words.willNow(offices) : words.willWait(offices)}</p>
      <Notice problem={problem} />
    </Confirm>
  );
};
