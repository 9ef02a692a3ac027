import { useEffect, useRef, useState } from 'react';
import {
  CloseInboxMail,
  CountInbox,
  GetInboxAttachment,
  GetInboxMail,
  httpRequestOf,
  ListInbox,
  ScanType,
} from '#contracts';
import { type ApiProblem, answered, problemFrom } from '../../kit/data/ask.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { typedAt } from '../../kit/time/typed-day.js';
import type { Desk } from './use-desk.js';

type BesideOf = {
  readonly mailId: string;
  readonly desk: Pick<Desk, 'setChannel' | 'setArrival'>;
  /** How many answers were recorded: the first is the mail's. */
  readonly recorded: number;
  readonly onScan: (file: File) => void;
};

const isScan = (contentType: string): boolean => ScanType.safeParse(contentType).success;

/** The mail whose answer is entered, beside the form: it fills in how and when it came, and is done with once that is recorded. */
export const MailBeside = ({ mailId, desk, recorded, onScan }: BesideOf) => {
  const { meeting } = useMeeting();
  const words = useInboxWords('desk');
  const { language } = useReader();
  const [failed, setFailed] = useState<ApiProblem>();
  const { value: mail, problem, reload } = useAnswer(GetInboxMail, { mailId });
  const { send, problem: unclosed } = useCommand(CloseInboxMail, { makesStale: [GetInboxMail, ListInbox, CountInbox] });
  const receivedAt = mail?.receivedAt;
  const filled = useRef(false);
  useEffect(() => {
    if (receivedAt === undefined || filled.current) return;
    filled.current = true;
    desk.setChannel('e-mail');
    desk.setArrival(typedAt(receivedAt, meeting.timeZone, language));
  }, [receivedAt]);
  useEffect(() => {
    if (recorded === 1) void send({ mailId, as: 'entered' });
  }, [recorded]);
  const asScan = async (number: number, name: string, type: string) => {
    setFailed(undefined);
    try {
      const { path } = httpRequestOf(GetInboxAttachment, { mailId, number });
      const answer = await answered(language, () => fetch(path, { credentials: 'same-origin' }));
      onScan(new File([await answer.blob()], name, { type }));
    } catch (error) {
      setFailed(problemFrom(language, error));
    }
  };
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>
        <a href={`/meetings/${meeting.id}/inbox/${mailId}`}>{mail?.subject ?? words.back}</a>
      </p>
      <Notice problem={problem} retry={reload} />
      {mail !== undefined && (
        <div className="mail-text" tabIndex={0} role="group" aria-label={words.title}>
          {mail.text}
        </div>
      )}
      <ul>
        {mail?.attachments
          .filter(({ contentType }) => isScan(contentType))
          .map(({ number, name, contentType }) => (
            <li key={number}>
              <button type="button" className="quiet" onClick={() => void asScan(number, name, contentType)}>
                {words.asScan(name)}
              </button>
            </li>
          ))}
      </ul>
      {recorded > 0 && (
        <p role="status">
          {words.closed} · <a href={`/meetings/${meeting.id}/inbox`}>{words.back}</a>
        </p>
      )}
      <Notice problem={failed ?? unclosed} />
    </section>
  );
};
