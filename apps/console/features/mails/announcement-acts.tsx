import { useState } from 'react';
import {
  type Announcement,
  ListAnnouncements,
  ListDeliveries,
  mayAsk,
  ReleaseAnnouncement,
  SummariseDeliveries,
  WithdrawAnnouncement,
} from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';

type ActOf = { readonly announcement: Announcement; readonly onClose: () => void };
const makesStale = [ListAnnouncements, ListDeliveries, SummariseDeliveries];

const Release = ({ announcement: { meetingId, announcementId, offices, revision }, onClose }: ActOf) => {
  const words = useMailsWords('announcements');
  const { send, busy, problem } = useCommand(ReleaseAnnouncement, { makesStale });
  const release = async () => {
    if (!hasFailed(await send({ meetingId, announcementId, expectedRevision: revision }))) onClose();
  };
  return (
    <Confirm title={words.release} act={words.release} busy={busy} onConfirm={() => void release()} onClose={onClose}>
      <p>{words.releaseWill(offices)}</p>
      <Notice problem={problem} />
    </Confirm>
  );
};

const Withdraw = ({ announcement: { meetingId, announcementId }, onClose }: ActOf) => {
  const words = useMailsWords('announcements');
  const [reason, setReason] = useState('');
  const { send, busy, problem } = useCommand(WithdrawAnnouncement, { makesStale });
  const withdraw = async () => {
    if (!hasFailed(await send({ meetingId, announcementId, reason }))) onClose();
  };
  return (
    <Confirm
      title={words.withdraw}
      act={words.withdraw}
      busy={busy}
      ready={reason.trim() !== ''}
      onConfirm={() => void withdraw()}
      onClose={onClose}
    >
      <p>{words.withdrawWill}</p>
      <Field label={words.reason}>
        {(described) => (
          <input {...described} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};

/** What can be done with one that waits: a second person releases it, anybody withdraws it. */
export const AnnouncementActs = ({ announcement }: { readonly announcement: Announcement }) => {
  const { staff } = useMeeting();
  const words = useMailsWords('announcements');
  const [act, setAct] = useState<'release' | 'withdraw'>();
  if (announcement.state !== 'waiting' || !mayAsk(ReleaseAnnouncement, staff)) return null;
  const isOwn = announcement.written.by === staff.id;
  const close = () => setAct(undefined);
  return (
    <>
      {isOwn && <p className="asks">{words.needsOther}</p>}
      <div className="actions">
        {!isOwn && (
          <button type="button" onClick={() => setAct('release')}>
            {words.release}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => setAct('withdraw')}>
          {words.withdraw}
        </button>
      </div>
      {act === 'release' && <Release announcement={announcement} onClose={close} />}
      {act === 'withdraw' && <Withdraw announcement={announcement} onClose={close} />}
    </>
  );
};
