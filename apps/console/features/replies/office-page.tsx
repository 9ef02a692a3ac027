import { Link, useParams } from '@tanstack/react-router';
import { ExtendInvitations, GetInvitation, type Invitation, mayAsk, RecordDeskReply, RenewReplyLink } from '#contracts';
import { useState } from 'react';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { HeldSeat } from '../../kit/held-seat.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { Several } from './several.js';
import { Calls } from './calls.js';
import { Came } from './came.js';
import { Confirming } from './confirming.js';
import { Contacts } from './contacts.js';
import { Mails } from './mails.js';
import { Moving } from './moving.js';
import { Opinions } from './opinions.js';
import { Others } from './others.js';
import { Papers } from './papers.js';
import { Said } from './said.js';
import { ShortText } from './short-text.js';
import { Timeline } from './timeline.js';
import './replies.css';

const Renewing = ({ invitation }: { invitation: Invitation }) => {
  const words = useRepliesWords('office');
  const [asking, setAsking] = useState(false);
  const [renewed, setRenewed] = useState(false);
  const { send, busy, problem } = useCommand(RenewReplyLink, { makesStale: [GetInvitation] });
  const renew = async () => {
    if (hasFailed(await send({ invitationId: invitation.id }))) return;
    setAsking(false);
    setRenewed(true);
  };
  return (
    <>
      <button type="button" className="quiet" onClick={() => setAsking(true)}>
        {words.renew}
      </button>
      {renewed && <span role="status"> {words.renewed}</span>}
      {asking && (
        <Confirm
          title={words.renew}
          act={words.renew}
          busy={busy}
          onConfirm={() => void renew()}
          onClose={() => setAsking(false)}
        >
          <p>{words.renewWill}</p>
          <Notice problem={problem} />
        </Confirm>
      )}
    </>
  );
};

const Extensions = ({ invitation }: { invitation: Invitation }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('office');
  const { shortMoment } = useReader();
  const { extensions = [] } = invitation;
  return (
    extensions.length > 0 && (
      <section>
        <h2>{words.extensions}</h2>
        <ul>
          {extensions.map(({ at, until, reason }) => (
            <li key={at}>
              {words.until} <b>{shortMoment(until, meeting.timeZone)}</b> · {words.givenAt}{' '}
              {shortMoment(at, meeting.timeZone)}
              {reason !== undefined && ` · ${words.reason}: ${reason}`}
            </li>
          ))}
        </ul>
      </section>
    )
  );
};

const Head = ({ invitation }: { invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('office');
  const { named, names, province, shortMoment } = useReader();
  const { id, organisation, siteName, status, response, extensions } = invitation;
  const organisationClass = meeting.classes.find((each) => each.class === organisation.class);
  const isOpen = meeting.status === 'announced';
  const given = extensions?.at(-1)?.until;
  return (
    <>
      <h2>{named(organisation.name)}</h2>
      <p>
        <b>
          {status === 'withdrawn'
            ? names.invitationStatuses.withdrawn
            : response === undefined
              ? names.standings.silent
              : names.answers[response.answer]}
        </b>
        <HeldSeat invitation={invitation} />
        {' · '}
        {organisationClass === undefined ? organisation.class : named(organisationClass.name)}
        {' · '}
        {province(organisation.provinceCode)}
        {' · '}
        {words.site} {named(siteName)}
        {organisation.code !== undefined && ` · ${words.code} ${organisation.code}`}
      </p>
      {organisation.aliases !== undefined && organisation.aliases.length > 0 && (
        <p className="hint">
          {words.aliases}: {organisation.aliases.join(', ')}
        </p>
      )}
      {given !== undefined && given > meeting.replyBy && (
        <p>
          {words.answersUntil} <b>{shortMoment(given, meeting.timeZone)}</b>
        </p>
      )}
      <Confirming invitation={invitation} />
      <Moving invitation={invitation} />
      {status === 'issued' && isOpen && mayAsk(RecordDeskReply, staff) && (
        <p>
          <a href={`/meetings/${meeting.id}/desk?office=${id}`}>{words.toDesk}</a>
        </p>
      )}
      <Papers invitation={invitation} />
      {isOpen && mayAsk(ExtendInvitations, staff) && (
        <>
          <Several of={{ invitationIds: [id] }} acts={status === 'issued' ? ['extend', 'withdraw'] : ['again']} />
          {status === 'issued' && <Renewing invitation={invitation} />}
        </>
      )}
    </>
  );
};

/** One office at the meeting: how it stands, whom to ring, what it said, and all that happened. */
export const OfficePage = () => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('office');
  const { named } = useReader();
  const { invitationId = '' } = useParams({ strict: false });
  const { value, problem, reload } = useAnswer(GetInvitation, { invitationId, limit: 100 });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { invitation, responses } = value;
  return (
    <div className="office">
      <p>
        <Link to={`/meetings/${meeting.id}/invited`}>{words.back}</Link>
      </p>
      <Notice problem={problem} retry={reload} />
      <Head key={invitationId} invitation={invitation} />
      <Contacts organisation={invitation.organisation} />
      {invitation.status === 'issued' && (
        <ShortText invitationId={invitation.id} name={named(invitation.organisation.name)} />
      )}
      <Said invitation={invitation} responses={responses} />
      <Opinions invitation={invitation} />
      <Extensions invitation={invitation} />
      <Calls invitation={invitation} />
      <Others invitation={invitation} />
      <Timeline invitation={invitation} />
      <Mails invitation={invitation} />
      <Came invitation={invitation} />
    </div>
  );
};
