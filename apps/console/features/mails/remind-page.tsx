import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import {
  type AheadOffice,
  GetMailAttention,
  ListAhead,
  ListDeliveries,
  PreviewReminder,
  RemindNow,
  stepNow,
  SummariseDeliveries,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Confirm, Dialog } from '../../kit/dialog.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { WrittenMail } from './mail-text.js';
import { type Narrowed, Narrowing } from './narrowing.js';
import '../../kit/one-mail.css';
import './mails.css';

const Preview = ({ invitationId, onClose }: { invitationId: string; onClose: () => void }) => {
  const words = useMailsWords('remind');
  const { value, problem, reload } = useAnswer(PreviewReminder, { invitationId });
  return (
    <Dialog title={words.preview} onClose={onClose}>
      <div className="one-mail mail">
        {value === undefined ? (
          problem === undefined ? (
            <Loading />
          ) : (
            <Notice problem={problem} retry={reload} />
          )
        ) : (
          <WrittenMail preview={value} />
        )}
      </div>
      <div className="actions">
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
};

const mostAtOnce = 5_000;
/** A pause only makes it wait; whatever else keeps it from an office does so for good. */
const isSendable = (whyNot: AheadOffice['whyNot']): boolean => whyNot === undefined || whyNot === 'paused';

type Sending = { readonly offices: readonly AheadOffice[]; readonly recent: number; readonly onClose: () => void };

/** What it will do, to how many; pressed twice, or once more after an outage, it is the same reminder. */
const Send = ({ offices, recent, onDone, onClose }: Sending & { readonly onDone: (planned: number) => void }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('remind');
  const [pressId] = useState(newId);
  const makesStale = [ListAhead, ListDeliveries, SummariseDeliveries, GetMailAttention];
  const { send, busy, problem } = useCommand(RemindNow, { makesStale });
  const remind = async () => {
    const invitationIds = offices.map((each) => each.invitationId);
    const done = await send({ meetingId: meeting.id, pressId, invitationIds });
    if (!hasFailed(done)) onDone(done.planned);
  };
  return (
    <Confirm title={words.send} act={words.send} busy={busy} onConfirm={() => void remind()} onClose={onClose}>
      <p>{words.will(offices.length)}</p>
      {recent > 0 && <p className="asks">{words.recently(recent)}</p>}
      <Notice problem={problem} />
    </Confirm>
  );
};

/** The silent offices, each ticked that can be reached; who is left ticked is reminded now. */
export const RemindPage = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('remind');
  const ahead = useMailsWords('ahead');
  const list = useMailsWords('list');
  const { named, province, shortMoment } = useReader();
  const [of, setOf] = useState<Narrowed>({});
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [previewed, setPreviewed] = useState<string>();
  const [sending, setSending] = useState(false);
  const [planned, setPlanned] = useState<number>();
  const { items, problem, reload } = useListing(ListAhead, { meetingId: meeting.id, step: stepNow, ...of });
  const classes = useMemo(
    () => new Map(meeting.classes.map((each) => [each.class, named(each.name)])),
    [meeting, named],
  );
  const chosen = items?.filter(({ invitationId, whyNot }) => !unticked.has(invitationId) && isSendable(whyNot)) ?? [];
  const recent = chosen.filter(({ recently }) => recently === true).length;
  const tick = (ids: readonly string[], isTicked: boolean) =>
    setUnticked((before) =>
      isTicked ? new Set([...before].filter((each) => !ids.includes(each))) : new Set([...before, ...ids]),
    );
  const columns: readonly [Column<AheadOffice>, ...Column<AheadOffice>[]] = [
    {
      id: 'office',
      title: list.to,
      value: ({ name }) => named(name),
      cell: ({ invitationId, name, whyNot }) => (
        <label className="check">
          <input
            type="checkbox"
            disabled={!isSendable(whyNot)}
            checked={isSendable(whyNot) && !unticked.has(invitationId)}
            onChange={({ target }) => tick([invitationId], target.checked)}
          />
          {named(name)}
        </label>
      ),
    },
    { id: 'class', title: list.class, value: ({ class: of = '' }) => classes.get(of) ?? of },
    { id: 'province', title: list.province, value: ({ provinceCode }) => province(provinceCode) },
    {
      id: 'last',
      title: words.last,
      value: ({ remindedAt }) => remindedAt,
      cell: ({ remindedAt, recently }) =>
        remindedAt === undefined ? (
          words.never
        ) : (
          <>
            <span className="moment">{shortMoment(remindedAt, meeting.timeZone)}</span>
            {recently === true && ` · ${words.justNow}`}
          </>
        ),
    },
    { id: 'why', title: ahead.left, value: ({ whyNot }) => (whyNot === undefined ? undefined : ahead.whyNot[whyNot]) },
    {
      id: 'preview',
      title: words.preview,
      cell: ({ invitationId }) => (
        <button type="button" className="quiet" onClick={() => setPreviewed(invitationId)}>
          {words.show}
        </button>
      ),
    },
  ];
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/ahead`}>{words.toAhead}</Link>
      </p>
      <p>{words.hint}</p>
      <Narrowing of={of} onChange={setOf} />
      <Notice problem={problem} retry={reload} />
      {planned !== undefined && <output className="done">{words.sent(planned)}</output>}
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.noneSilent}</Empty>}
      {items !== undefined && items.length > 0 && (
        <>
          <label className="check">
            <input
              type="checkbox"
              checked={unticked.size === 0}
              onChange={({ target }) =>
                tick(
                  items.map(({ invitationId }) => invitationId),
                  target.checked,
                )
              }
            />
            {words.all}
          </label>
          <div className="actions">
            <button
              type="button"
              disabled={chosen.length === 0 || chosen.length > mostAtOnce}
              onClick={() => setSending(true)}
            >
              {words.sendTo(chosen.length)}
            </button>
          </div>
          {chosen.length > mostAtOnce && <p className="wrong">{words.tooMany(mostAtOnce)}</p>}
          <Table
            caption={words.caption}
            columns={columns}
            rows={items}
            rowId={({ invitationId }) => invitationId}
            sorted={{ id: 'province' }}
          />
        </>
      )}
      {previewed !== undefined && <Preview invitationId={previewed} onClose={() => setPreviewed(undefined)} />}
      {sending && (
        <Send
          offices={chosen}
          recent={recent}
          onClose={() => setSending(false)}
          onDone={(count) => {
            setSending(false);
            setPlanned(count);
          }}
        />
      )}
    </>
  );
};
