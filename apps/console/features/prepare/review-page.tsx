import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import {
  AnnounceMeeting,
  CancelMeeting,
  CloseMeeting,
  DeleteMeeting,
  GetResponseBoard,
  ListInvitations,
  ListInvitees,
  ListMeetings,
  type Meeting,
  type Organisation,
  ReviewMeeting,
} from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

const madeStale = { makesStale: [ListMeetings, ReviewMeeting, ListInvitations, GetResponseBoard] };

const Invitees = ({ meeting }: { meeting: Meeting }) => {
  const words = useWords('review');
  const { named, province } = useReader();
  const { items, problem, reload } = useListing(ListInvitees, { meetingId: meeting.id });
  if (items === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const classes = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
  const columns: readonly [Column<Organisation>, ...Column<Organisation>[]] = [
    { id: 'name', title: words.office, value: ({ name }) => named(name) },
    { id: 'class', title: words.class, value: (each) => classes.get(each.class) ?? each.class },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'gets', title: words.gets, value: ({ email }) => email ?? words.byLetter },
  ];
  if (items.length === 0) return <Empty>{words.nobody}</Empty>;
  return <Table caption={words.invitees} columns={columns} rows={items} rowId={({ id }) => id} />;
};

type Step = 'announce' | 'delete' | 'cancel' | 'close';

/** The steps that end or begin something, each behind a question that says what will happen. */
const Steps = ({ meeting, ready, offices }: { meeting: Meeting; ready: boolean; offices: number }) => {
  const words = useWords('review');
  const navigate = useNavigate();
  const [step, setStep] = useState<Step>();
  const [reason, setReason] = useState('');
  const announce = useCommand(AnnounceMeeting, madeStale);
  const remove = useCommand(DeleteMeeting, madeStale);
  const cancel = useCommand(CancelMeeting, madeStale);
  const close = useCommand(CloseMeeting, madeStale);
  const commands = { announce, delete: remove, cancel, close };
  const { id: meetingId, status } = meeting;
  const open: readonly Step[] =
    status === 'draft' ? ['announce', 'delete'] : status === 'announced' ? ['cancel', 'close'] : [];
  const take = async (): Promise<void> => {
    const outcome =
      step === 'announce'
        ? await announce.send({ meetingId })
        : step === 'delete'
          ? await remove.send({ meetingId })
          : step === 'close'
            ? await close.send({ meetingId })
            : await cancel.send({ meetingId, reason });
    if (hasFailed(outcome)) return;
    setStep(undefined);
    if (step === 'delete') await navigate({ to: '/meetings' });
  };
  return (
    <>
      <p className="actions">
        {open.map((each) => (
          <button
            key={each}
            type="button"
            className={each === 'announce' ? undefined : 'quiet'}
            disabled={each === 'announce' && !ready}
            onClick={() => {
              commands[each].forget();
              setStep(each);
            }}
          >
            {words.steps[each].act}
          </button>
        ))}
      </p>
      {step !== undefined && (
        <Confirm
          title={words.steps[step].act}
          act={words.steps[step].act}
          busy={commands[step].busy}
          ready={step !== 'cancel' || reason.trim() !== ''}
          onConfirm={() => void take()}
          onClose={() => setStep(undefined)}
        >
          <p>{words.steps[step].will(offices)}</p>
          {step === 'cancel' && (
            <Field label={words.reason}>
              {(described) => (
                <input
                  {...described}
                  maxLength={500}
                  value={reason}
                  onChange={({ target }) => setReason(target.value)}
                />
              )}
            </Field>
          )}
          <Notice problem={commands[step].problem} />
        </Confirm>
      )}
    </>
  );
};

/** What is missing, who gets what, and the step that makes it known to them. */
export const ReviewPage = () => {
  const { meeting } = useMeeting();
  const words = useWords('review');
  const { value, problem, reload } = useAnswer(ReviewMeeting, { meetingId: meeting.id }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { missing, doubtful, offices, withoutAddress } = value;
  return (
    <>
      {meeting.status === 'draft' && missing.length > 0 && (
        <section className="notice">
          <h2>{words.missing}</h2>
          <ul>
            {missing.map((each) => (
              <li key={each}>{words.lacks[each]}</li>
            ))}
          </ul>
        </section>
      )}
      {doubtful.length > 0 && (
        <section>
          <h2>{words.doubtful}</h2>
          <ul>
            {doubtful.map((each) => (
              <li key={each}>{words.doubts[each]}</li>
            ))}
          </ul>
        </section>
      )}
      <p>
        {words.counted(offices)} {withoutAddress > 0 && words.withoutAddress(withoutAddress)}
      </p>
      <Steps meeting={meeting} ready={missing.length === 0} offices={offices} />
      {meeting.status === 'draft' && <Invitees meeting={meeting} />}
    </>
  );
};
