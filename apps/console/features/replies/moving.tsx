import { useState } from 'react';
import {
  GetHall,
  GetInvitation,
  GetResponseBoard,
  GetSeat,
  type Invitation,
  ListHalls,
  ListHistory,
  ListInvitations,
  ListSites,
  mayAsk,
  MoveInvitation,
  ReadList,
  type Seat,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Choice, type Option } from '../../kit/form/choice.js';
import { Field } from '../../kit/form/field.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';

type AskingOf = {
  readonly invitation: Invitation;
  readonly onClose: () => void;
  readonly onDone: (seat: Seat | undefined) => void;
};
const Asking = ({ invitation, onClose, onDone }: AskingOf) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('moving');
  const { named, compare } = useReader();
  const { id, organisation } = invitation;
  const [province, setProvince] = useState(organisation.provinceCode);
  const [siteId, setSite] = useState('');
  const [reason, setReason] = useState('');
  const { value: sites, problem: unread, reload } = useAnswer(ListSites, {});
  const { value: halls } = useAnswer(ListHalls, { meetingId: meeting.id });
  const { send, busy, problem } = useCommand(MoveInvitation, {
    makesStale: [GetInvitation, GetSeat, ListInvitations, GetResponseBoard, ListHistory, ListHalls, GetHall, ReadList],
  });
  const options = (sites?.items ?? [])
    .filter(({ provinceCode }) => provinceCode === province)
    .map((site): Option => {
      const name = named(site.name);
      return [site.id, site.id === organisation.siteId ? words.present(name) : name];
    })
    .toSorted(([, one], [, other]) => compare(one, other));
  const seats = halls?.items.find((each) => each.siteId === siteId)?.seats;
  const move = async () => {
    const outcome = await send({ invitationId: id, siteId, reason: reason.trim() });
    if (!hasFailed(outcome)) onDone(outcome.seat);
  };
  return (
    <Confirm
      title={words.act}
      act={words.act}
      busy={busy}
      ready={siteId !== '' && reason.trim() !== ''}
      onConfirm={() => void move()}
      onClose={onClose}
    >
      <p>{words.will}</p>
      <ProvinceChoice
        label={words.province}
        all={words.choose}
        value={province}
        onChange={(code) => {
          setProvince(code);
          setSite('');
        }}
      />
      <Choice label={words.hall} all={words.choose} options={options} value={siteId} onChange={setSite} />
      {seats?.of !== undefined && <p role="status">{words.seats(seats.of, seats.seated, seats.waiting)}</p>}
      <Field label={words.reason}>
        {(described) => (
          <input {...described} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
      <Notice problem={unread} retry={reload} />
      <Notice problem={problem} />
    </Confirm>
  );
};

/** At which hall the office joins: what it asks for stands first, and whoever owns the meeting decides. */
export const Moving = ({ invitation }: { invitation: Invitation }) => {
  const { meeting, staff } = useMeeting();
  const words = useRepliesWords('moving');
  const { names, shortMoment } = useReader();
  const [asking, setAsking] = useState(false);
  const [moved, setMoved] = useState<{ readonly seat: Seat | undefined }>();
  const { asksOtherSite, movedAt, response, status } = invitation;
  const mayMove = status === 'issued' && meeting.status === 'announced' && mayAsk(MoveInvitation, staff);
  return (
    <>
      {asksOtherSite === true && (
        <p className="asks">
          <b>{words.asks}</b>
          {response?.otherSite !== undefined && `: ${response.otherSite}`}
        </p>
      )}
      {movedAt !== undefined && <p>{words.movedAt(shortMoment(movedAt, meeting.timeZone))}</p>}
      {mayMove && (
        <button type="button" className={asksOtherSite === true ? undefined : 'quiet'} onClick={() => setAsking(true)}>
          {words.act}
        </button>
      )}
      {moved !== undefined && (
        <p role="status">
          {words.done}
          {moved.seat !== undefined && ` · ${words.placed(names.seats[moved.seat.state], moved.seat.place)}`}
        </p>
      )}
      {asking && (
        <Asking
          invitation={invitation}
          onClose={() => setAsking(false)}
          onDone={(seat) => {
            setAsking(false);
            setMoved({ seat });
          }}
        />
      )}
    </>
  );
};
