import { useId, useState } from 'react';
import {
  Channel,
  contentOf,
  GetInvitation,
  GetResponseBoard,
  type Invitation,
  ListHistory,
  ListInvitations,
  mayAsk,
  RecordDeskReply,
  type ResponseContent,
} from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { MomentField, nothingTyped, readMoment } from '../../kit/time/moment-field.js';

type DeskChannel = Exclude<Channel, 'web'>;
const channels = Channel.options.filter((each): each is DeskChannel => each !== 'web');

const Asking = ({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('confirming');
  const { names } = useReader();
  const own = useId();
  const [channel, setChannel] = useState<DeskChannel>('phone');
  const [typed, setTyped] = useState(nothingTyped);
  const [clockProblem, setClockProblem] = useState<ApiProblem>();
  const { send, busy, problem } = useCommand(RecordDeskReply, {
    makesStale: [GetInvitation, ListInvitations, GetResponseBoard, ListHistory],
  });
  const read = readMoment(typed, meeting.timeZone);
  const receivedAt = 'instant' in read ? read.instant : undefined;
  const { response } = invitation;
  const confirm = async () => {
    if (receivedAt === undefined || response === undefined) return;
    // What stands, said once more; whether it is taken is for registration to say.
    const content = contentOf(response) as ResponseContent;
    const request = { invitationId: invitation.id, content, channel, receivedAt };
    if (!hasFailed(await send({ ...request, expectedRevision: invitation.revision }))) onClose();
  };
  return (
    <Confirm
      title={words.act}
      act={words.act}
      busy={busy}
      ready={receivedAt !== undefined}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <p>{words.will}</p>
      <Field label={words.channel}>
        {(described) => (
          <select
            {...described}
            value={channel}
            onChange={({ target }) => setChannel(channels.find((each) => each === target.value) ?? channel)}
          >
            {channels.map((each) => (
              <option key={each} value={each}>
                {names.channels[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <MomentField
        labels={{ day: words.day, time: words.time }}
        ids={{ day: `${own}day`, time: `${own}time` }}
        typed={typed}
        onType={setTyped}
        timeZone={meeting.timeZone}
        near={meeting.confirmedFrom ?? meeting.startsAt}
        mistakes={[]}
        onProblem={setClockProblem}
      />
      <Notice problem={clockProblem} />
      <Notice problem={problem} />
    </Confirm>
  );
};

/** An office that comes, and has not said so since the time or place was changed: it is noted here once it has, by telephone for one. */
export const Confirming = ({ invitation }: { invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('confirming');
  const { shortMoment } = useReader();
  const [asking, setAsking] = useState(false);
  if (invitation.unconfirmed !== true || meeting.confirmedFrom === undefined) return undefined;
  const mayConfirm =
    meeting.status === 'announced' && mayAsk(RecordDeskReply, staff) && invitation.response?.withheld === undefined;
  return (
    <p>
      <b>{words.since(shortMoment(meeting.confirmedFrom, meeting.timeZone))}</b>{' '}
      {mayConfirm && (
        <button type="button" onClick={() => setAsking(true)}>
          {words.act}
        </button>
      )}
      {asking && <Asking invitation={invitation} onClose={() => setAsking(false)} />}
    </p>
  );
};
