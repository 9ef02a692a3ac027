import { useState } from 'react';
import {
  asksOpinions,
  GetReport,
  type Invitation,
  ListHistory,
  ListOpinions,
  mayAsk,
  type Opinion,
  RecordDeskOpinion,
  WithdrawOpinion,
} from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { EnteringOpinion } from './entering-opinion.js';

const Withdrawing = ({ opinion, onClose }: { opinion: Opinion; onClose: () => void }) => {
  const words = useAfterWords('opinions');
  const { named } = useReader();
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useCommand(WithdrawOpinion, { makesStale: [ListOpinions, ListHistory, GetReport] });
  const withdraw = async () => {
    const { invitationId, id: opinionId } = opinion;
    if (!hasFailed(await send({ invitationId, opinionId, reason: reason.trim() }))) onClose();
  };
  return (
    <Confirm
      title={words.withdrawOf(named(opinion.organisation.name))}
      act={words.withdraw}
      busy={busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void withdraw()}
      onClose={onClose}
    >
      <p>{words.withdrawWill}</p>
      <Field label={words.reason}>
        {(described) => (
          <input
            {...described}
            value={reason}
            maxLength={500}
            autoFocus
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};

const One = ({ opinion, mayWithdraw }: { opinion: Opinion; mayWithdraw: boolean }) => {
  const { meeting } = useMeeting();
  const words = useAfterWords('opinions');
  const { names, shortMoment } = useReader();
  const staffName = useStaffNames();
  const [asking, setAsking] = useState(false);
  const { text, givenBy, givenAt, channel, enteredBy } = opinion;
  return (
    <li>
      <p className="lines">{text}</p>
      <p className="note">
        {givenBy !== undefined && `${givenBy} · `}
        {names.channels[channel]} · {words.givenAt} {shortMoment(givenAt, meeting.timeZone)}
        {enteredBy !== undefined && ` (${staffName(enteredBy)})`}
      </p>
      {mayWithdraw && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.withdraw}
        </button>
      )}
      {asking && <Withdrawing opinion={opinion} onClose={() => setAsking(false)} />}
    </li>
  );
};

/** What the office thinks, whole; what came on paper or by telephone is entered here. */
export const Opinions = ({ invitation }: { invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = useAfterWords('opinions');
  const { named } = useReader();
  const [entering, setEntering] = useState(false);
  const [kept, setKept] = useState(false);
  const { items, problem, reload } = useListing(ListOpinions, { meetingId: meeting.id, invitationId: invitation.id });
  const isOpen = meeting.status === 'announced' && invitation.status === 'issued';
  const mayEnter = isOpen && asksOpinions(meeting.form) && mayAsk(RecordDeskOpinion, staff);
  if (items?.length === 0 && !asksOpinions(meeting.form)) return null;
  return (
    <section>
      <h2>{words.opinion}</h2>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <p>{words.none}</p>}
      <ul className="revisions">
        {items?.map((opinion) => (
          <One
            key={opinion.id}
            opinion={opinion}
            mayWithdraw={meeting.status !== 'closed' && mayAsk(WithdrawOpinion, staff)}
          />
        ))}
      </ul>
      {mayEnter && (
        <button
          type="button"
          className="quiet"
          onClick={() => {
            setKept(false);
            setEntering(true);
          }}
        >
          {words.enter}
        </button>
      )}
      <span role="status">{kept && ` ${words.kept}`}</span>
      {entering && (
        <EnteringOpinion
          invitationId={invitation.id}
          name={named(invitation.organisation.name)}
          onClose={(done) => {
            setKept(done);
            setEntering(false);
          }}
        />
      )}
    </section>
  );
};
