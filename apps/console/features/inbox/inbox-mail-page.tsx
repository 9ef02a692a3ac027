import { Fragment, type ReactNode } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import {
  CloseInboxMail,
  GetInboxAttachment,
  GetInboxMail,
  GetInboxOriginal,
  type InboxMailWhole,
  mayAsk,
  RecordDeskReply,
  ReopenInboxMail,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useDownload } from '../../kit/data/use-download.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useInboxWords } from '../../kit/inbox-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Answering } from './answering.js';
import { OfficeChoice, ofMail } from './office-choice.js';
import '../../kit/one-mail.css';
import './inbox.css';

const Facts = ({ mail }: { mail: InboxMailWhole }) => {
  const { meeting } = useMeeting();
  const words = useInboxWords('mail');
  const list = useInboxWords('list');
  const sorts = useInboxWords('sorts');
  const by = useInboxWords('by');
  const { named, names, province, shortMoment } = useReader();
  const { from, receivedAt, sort, office, recognisedBy, said, proposes } = mail;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [words.from, from === undefined ? list.noSender : [from.name, from.address].filter(Boolean).join(' · ')],
    [words.received, shortMoment(receivedAt, meeting.timeZone)],
    [words.sort, sorts[sort]],
    [
      words.office,
      office === undefined ? (
        list.unknown
      ) : (
        <>
          <Link to={`/meetings/${meeting.id}/invited/${office.invitationId}`}>{named(office.name)}</Link>
          {` · ${province(office.provinceCode)}`}
          {recognisedBy !== undefined && <div className="hint">{by[recognisedBy]}</div>}
        </>
      ),
    ],
    ...(proposes === undefined ? [] : [[words.proposes, names.answers[proposes]] as const]),
    ...(said === undefined ? [] : [[words.said, said] as const]),
  ];
  return (
    <dl>
      {facts.map(([name, fact]) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>{fact}</dd>
        </Fragment>
      ))}
    </dl>
  );
};

const Files = ({ mail }: { mail: InboxMailWhole }) => {
  const { staff } = useMeeting();
  const words = useInboxWords('mail');
  const attachment = useDownload(GetInboxAttachment);
  const original = useDownload(GetInboxOriginal);
  return (
    <>
      {mail.attachments.length > 0 && <h3>{words.files}</h3>}
      <ul>
        {mail.attachments.map(({ number, name }) => (
          <li key={number}>
            <button
              type="button"
              className="quiet"
              disabled={attachment.busy}
              onClick={() => attachment.save({ mailId: mail.id, number })}
            >
              {words.save(name)}
            </button>
          </li>
        ))}
      </ul>
      {mayAsk(GetInboxOriginal, staff) && (
        <button
          type="button"
          className="quiet"
          disabled={original.busy}
          onClick={() => original.save({ mailId: mail.id })}
        >
          {words.original}
        </button>
      )}
      <Notice problem={attachment.problem ?? original.problem} />
    </>
  );
};

const Acts = ({ mail }: { mail: InboxMailWhole }) => {
  const { meeting, staff } = useMeeting();
  const words = useInboxWords('mail');
  const closing = useCommand(CloseInboxMail, { makesStale: ofMail });
  const reopening = useCommand(ReopenInboxMail, { makesStale: ofMail });
  const { id: mailId, office, state } = mail;
  if (state !== 'open')
    return (
      <p className="actions">
        <button
          type="button"
          className="quiet"
          disabled={reopening.busy}
          onClick={() => void reopening.send({ mailId })}
        >
          {words.reopen}
        </button>
        <Notice problem={reopening.problem} />
      </p>
    );
  const toDesk = new URLSearchParams({ mail: mailId, ...(office && { office: office.invitationId }) }).toString();
  return (
    <div className="actions">
      {meeting.status === 'announced' && mayAsk(RecordDeskReply, staff) && (
        <a href={`/meetings/${meeting.id}/desk?${toDesk}`}>{words.enter}</a>
      )}
      {office !== undefined && mail.from !== undefined && <Answering key={mailId} mail={mail} />}
      <button
        type="button"
        className="quiet"
        disabled={closing.busy}
        onClick={() => void closing.send({ mailId, as: 'aside' })}
      >
        {words.aside}
      </button>
      <Notice problem={closing.problem} />
    </div>
  );
};

/** One mail that came: from whom, whose, what it says, and what becomes of it. Its HTML is never shown. */
export const InboxMailPage = () => {
  const { meeting } = useMeeting();
  const words = useInboxWords('mail');
  const list = useInboxWords('list');
  const done = useInboxWords('done');
  const { shortMoment } = useReader();
  const staffName = useStaffNames();
  const { mailId = '' } = useParams({ strict: false });
  const { value: mail, problem, reload } = useAnswer(GetInboxMail, { mailId });
  if (mail === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <div className="one-mail came" key={mailId}>
      <p>
        <Link to={`/meetings/${meeting.id}/inbox`}>{words.back}</Link>
      </p>
      <Notice problem={problem} retry={reload} />
      <h2>{mail.subject === '' ? list.noSubject : mail.subject}</h2>
      {mail.done !== undefined && (
        <p role="status">
          {words.doneBy(done[mail.done.as], shortMoment(mail.done.at, meeting.timeZone), staffName(mail.done.by))}
        </p>
      )}
      <Facts mail={mail} />
      <OfficeChoice mailId={mailId} />
      <Acts mail={mail} />
      <h3>{words.text}</h3>
      {mail.text === '' ? <p>{words.noText}</p> : <div className="text">{mail.text}</div>}
      {mail.cut && <p className="hint">{words.cut}</p>}
      <Files mail={mail} />
    </div>
  );
};
