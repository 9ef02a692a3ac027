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
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column } from '../../kit/table/table.js';
import { ChosenOffices, ConfirmSending, MailShown, useChoice } from './chosen-offices.js';
import { type Narrowed, Narrowing } from './narrowing.js';
import './mails.css';

const Preview = ({ invitationId, onClose }: { invitationId: string; onClose: () => void }) => {
  const { value, problem, reload } = useAnswer(PreviewReminder, { invitationId });
  return <MailShown mail={value} problem={problem} retry={reload} onClose={onClose} />;
};

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
    <ConfirmSending
      title={words.send}
      act={words.send}
      busy={busy}
      problem={problem}
      onSend={() => void remind()}
      onClose={onClose}
    >
      <p>{words.will(offices.length)}</p>
      {recent > 0 && <p className="asks">{words.recently(recent)}</p>}
    </ConfirmSending>
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
  const [previewed, setPreviewed] = useState<string>();
  const [sending, setSending] = useState(false);
  const [planned, setPlanned] = useState<number>();
  const { items, problem, reload } = useListing(ListAhead, { meetingId: meeting.id, step: stepNow, ...of });
  const classes = useMemo(
    () => new Map(meeting.classes.map((each) => [each.class, named(each.name)])),
    [meeting, named],
  );
  const choice = useChoice(items, ({ whyNot }) => isSendable(whyNot));
  const { chosen } = choice;
  const recent = chosen.filter(({ recently }) => recently === true).length;
  const columns: readonly Column<AheadOffice>[] = [
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
        <ChosenOffices
          items={items}
          choice={choice}
          caption={words.caption}
          columns={columns}
          act={words.sendTo(chosen.length)}
          preview={{ show: setPreviewed }}
          onSend={() => setSending(true)}
        />
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
