import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import {
  type AheadOffice,
  type AheadStep,
  type AheadWhyNot,
  ListAhead,
  LookAhead,
  mayAsk,
  RemindNow,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { usePages } from '../../kit/data/use-pages.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Pager } from '../../kit/table/pager.js';
import { type Column, Table } from '../../kit/table/table.js';
import { MomentField, nothingTyped, readMoment, useMomentMistakes } from '../../kit/time/moment-field.js';
import { type Narrowed, Narrowing } from './narrowing.js';
import './mails.css';

const pageSize = 200;

/** The offices that one step concerns: who gets it, and who does not and why. */
const Offices = ({ step, of }: { step: AheadStep; of: Narrowed }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('ahead');
  const list = useMailsWords('list');
  const { named, province, names, shortMoment } = useReader();
  const pages = usePages(ListAhead, { meetingId: meeting.id, step: step.id, ...of }, pageSize);
  const { items, problem, reload } = pages;
  const columns: readonly [Column<AheadOffice>, ...Column<AheadOffice>[]] = [
    {
      id: 'office',
      title: list.to,
      value: ({ name }) => named(name),
      cell: ({ invitationId, isSite, name }) =>
        isSite === true ? (
          named(name)
        ) : (
          <Link to={`/meetings/${meeting.id}/invited/${invitationId}`}>{named(name)}</Link>
        ),
    },
    { id: 'province', title: list.province, value: ({ provinceCode }) => province(provinceCode) },
    {
      id: 'gets',
      title: words.gets,
      value: ({ whyNot }) => (whyNot === undefined ? words.yes : `${words.no} · ${words.whyNot[whyNot]}`),
    },
  ];
  return (
    <section>
      <Notice problem={problem} retry={reload} />
      {items === undefined && problem === undefined && <Loading />}
      {items?.length === 0 && <Empty>{words.nobody}</Empty>}
      {items !== undefined && items.length > 0 && (
        <Table
          caption={`${names.deliveryKinds[step.kind]} ${shortMoment(step.dueAt, meeting.timeZone)}`}
          columns={columns}
          rows={items}
          rowId={({ invitationId }) => invitationId}
        />
      )}
      <Pager pages={pages} words={list} />
    </section>
  );
};

/** What is to leave until an instant, to how many, and why others get none. Looking sends nothing. */
export const AheadPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('ahead');
  const { names, shortMoment } = useReader();
  const [of, setOf] = useState<Narrowed>({});
  const [typed, setTyped] = useState({ ...nothingTyped, time: '23:59' });
  const [shown, setShown] = useState<AheadStep>();
  const own = useId();
  const ids = { day: `${own}day`, time: `${own}time` };
  const labels = { day: words.untilDay, time: words.untilTime };
  const mistakes = useMomentMistakes({ typed, timeZone: meeting.timeZone, labels, ids });
  const read = readMoment(typed, meeting.timeZone);
  const until = 'instant' in read ? { until: read.instant } : {};
  const { value, problem, reload } = useAnswer(LookAhead, { meetingId: meeting.id, ...of, ...until });
  const whyNots = (left: AheadStep['left']) =>
    Object.entries(left)
      .map(([why, count]) => `${words.whyNot[why as AheadWhyNot]} ${count}`)
      .join(', ');
  const columns: readonly [Column<AheadStep>, ...Column<AheadStep>[]] = [
    {
      id: 'when',
      title: words.when,
      value: ({ dueAt }) => dueAt,
      cell: ({ dueAt }) => <span className="moment">{shortMoment(dueAt, meeting.timeZone)}</span>,
    },
    {
      id: 'kind',
      title: words.kind,
      value: ({ kind, of: where }) => `${names.deliveryKinds[kind]}${where === 'ledger' ? ` · ${words.planned}` : ''}`,
    },
    { id: 'gets', title: words.gets, kind: 'number', value: ({ gets }) => gets },
    { id: 'left', title: words.left, value: ({ left }) => whyNots(left) },
    {
      id: 'show',
      title: words.offices,
      cell: (step) =>
        step.of === 'schedule' ? (
          <button type="button" className="quiet" onClick={() => setShown(step)}>
            {words.show}
          </button>
        ) : (
          <Link to={`/meetings/${meeting.id}/mails`} search={{ kind: step.kind, state: 'planned' }}>
            {words.show}
          </Link>
        ),
    },
  ];
  return (
    <>
      <p>{words.hint}</p>
      {mayAsk(RemindNow, staff) && (
        <p>
          <Link to={`/meetings/${meeting.id}/remind`}>{words.toRemind}</Link>
        </p>
      )}
      <Narrowing of={of} onChange={setOf} />
      <MomentField
        labels={labels}
        ids={ids}
        typed={typed}
        timeZone={meeting.timeZone}
        near={meeting.replyBy}
        mistakes={typed.day === '' ? [] : mistakes}
        onType={setTyped}
      />
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.nothing}</Empty>}
      {value !== undefined && value.items.length > 0 && (
        <Table
          caption={words.caption}
          columns={columns}
          rows={value.items}
          rowId={({ id }) => id}
          sorted={{ id: 'when' }}
        />
      )}
      {value?.callList.map(({ dueAt, offices }) => (
        <p key={dueAt}>{words.calls(shortMoment(dueAt, meeting.timeZone), offices)}</p>
      ))}
      {shown !== undefined && <Offices key={shown.id} step={shown} of={of} />}
    </>
  );
};
