import { useState } from 'react';
import {
  fieldWordsOf,
  GetInvitation,
  GetResponseBoard,
  GetScan,
  GetSeat,
  httpRequestOf,
  type Invitation,
  ListHistory,
  ListInvitations,
  mayAsk,
  type Response,
  saidInReply,
  saidOfAttendee,
  saidToQuestions,
  scanEndings,
  TakeBackReply,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

const TakingBack = ({
  invitation,
  response,
  onClose,
}: {
  invitation: Invitation;
  response: Response;
  onClose: () => void;
}) => {
  const words = useRepliesWords('office');
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useCommand(TakeBackReply, {
    makesStale: [GetInvitation, GetSeat, ListInvitations, GetResponseBoard, ListHistory],
  });
  const takeBack = async () => {
    const request = { invitationId: invitation.id, responseRevision: response.revision, reason: reason.trim() };
    if (!hasFailed(await send({ ...request, expectedRevision: invitation.revision }))) onClose();
  };
  return (
    <Confirm
      title={words.takeBack}
      act={words.takeBack}
      busy={busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void takeBack()}
      onClose={onClose}
    >
      <p>{words.takeBackWill}</p>
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

const One = ({
  invitation,
  response,
  mayTakeBack,
}: {
  invitation: Invitation;
  response: Response;
  mayTakeBack: boolean;
}) => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('office');
  const scanWords = useRepliesWords('scans');
  const { language, names, shortMoment } = useReader();
  const staffName = useStaffNames();
  const [asking, setAsking] = useState(false);
  const {
    revision,
    answer,
    channel,
    receivedAt,
    enteredAt,
    enteredBy,
    saidAgainAt,
    late,
    takenBack,
    reason,
    withheld,
  } = response;
  const at = (instant: string) => shortMoment(instant, meeting.timeZone);
  return (
    <li>
      <p>
        {words.revision(revision)} · <b>{names.answers[answer]}</b> · {names.channels[channel]} · {words.received}{' '}
        {at(receivedAt)}
        {enteredAt !== receivedAt && ` · ${words.entered} ${at(enteredAt)}`}
        {enteredBy !== undefined && ` (${staffName(enteredBy)})`}
        {saidAgainAt !== undefined && ` · ${words.saidAgain} ${at(saidAgainAt)}`}
        {late && ` · ${words.late}`}
        {reason !== undefined && ` · ${words.reason}: ${reason}`}
        {invitation.response?.revision === revision && ` · ${words.counts}`}
        {takenBack !== undefined
          && ` · ${takenBack.by === undefined ? words.withdrawn : words.takenBack} ${at(takenBack.at)}: ${takenBack.reason}`}
      </p>
      {withheld !== undefined && <p className="note">{words.people(withheld.attendees)}</p>}
      {response.attendees.length > 0 && (
        <ul>
          {response.attendees.map((person, index) => (
            <li key={index}>
              {saidOfAttendee(person, language)
                .map(({ text }) => text)
                .join(' · ')}
            </li>
          ))}
        </ul>
      )}
      {saidToQuestions(meeting.form, response.answers, language).map(({ id, label, text }) => (
        <p key={id} className="note">
          {label}: {text}
        </p>
      ))}
      {saidInReply(response, language).map(({ name, text }) => (
        <p key={name} className="note">
          {fieldWordsOf(language).fields[name]}: {text}
        </p>
      ))}
      {mayAsk(GetScan, staff)
        && response.scans?.map(({ scanId, contentType, sha256 }, index) => (
          <p key={scanId} className="note">
            <a href={httpRequestOf(GetScan, { invitationId: invitation.id, scanId }).path} download>
              {scanWords.proof(index + 1, scanEndings[contentType].toUpperCase())}
            </a>{' '}
            · <span title={sha256}>{scanWords.hash(sha256.slice(0, 12))}</span>
          </p>
        ))}
      {mayTakeBack && takenBack === undefined && withheld === undefined && (
        <button type="button" className="quiet" onClick={() => setAsking(true)}>
          {words.takeBack}
        </button>
      )}
      {asking && <TakingBack invitation={invitation} response={response} onClose={() => setAsking(false)} />}
    </li>
  );
};

/** Every revision of what the office said, the newest first. */
export const Said = ({ invitation, responses }: { invitation: Invitation; responses: readonly Response[] }) => {
  const { staff } = useMeeting();
  const words = useRepliesWords('office');
  const mayTakeBack = mayAsk(TakeBackReply, staff);
  return (
    <section>
      <h2>{words.said}</h2>
      {responses.length === 0 && <p>{words.saidNothing}</p>}
      <ul className="revisions">
        {responses.toReversed().map((response) => (
          <One key={response.revision} invitation={invitation} response={response} mayTakeBack={mayTakeBack} />
        ))}
      </ul>
    </section>
  );
};
