import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ExportDialPlan, GetConferenceDay, mayAsk, SetDialPlan, type SiteJoining } from '#contracts';
import { clockText } from '#words';
import { useConferenceWords } from '../../kit/conference-words.js';
import { ask, type ApiProblem, problemFrom } from '../../kit/data/ask.js';
import { saveAs } from '../../kit/data/base64.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { DialPlanForm } from './dial-plan-form.js';
import './joining.css';

/** In which order sites are called, on screen, on paper and as a file. */
export const DialPlanPage = () => {
  const { meeting, staff } = useMeeting();
  const { language, named, province } = useReader();
  const words = useConferenceWords('plan');
  const page = useConferenceWords('page');
  const { columns: heads } = useConferenceWords('list');
  const [failed, setFailed] = useState<ApiProblem>();
  const { value, problem, reload } = useAnswer(GetConferenceDay, { meetingId: meeting.id });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { items, plan, ports } = value;
  const save = () =>
    void ask(language, ExportDialPlan, { meetingId: meeting.id, language }).then(saveAs, (error: unknown) =>
      setFailed(problemFrom(language, error)),
    );
  const columns: readonly [Column<SiteJoining>, ...Column<SiteJoining>[]] = [
    { id: 'site', title: heads.site, value: ({ name }) => named(name) },
    { id: 'wave', title: heads.wave, kind: 'number', value: ({ place }) => place?.wave },
    {
      id: 'time',
      title: heads.time,
      value: ({ place }) => place?.dialAt,
      cell: ({ place }) => (place === undefined ? '–' : clockText(language, meeting.timeZone, place.dialAt)),
    },
    { id: 'group', title: heads.group, value: ({ place }) => place?.group ?? '–' },
    { id: 'province', title: heads.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'bridge', title: heads.bridge, value: ({ place }) => place?.bridge ?? '–' },
    { id: 'phone', title: heads.phone, value: ({ phone }) => phone ?? '–' },
  ];
  return (
    <>
      <p>
        <Link to={`/meetings/${meeting.id}/joining`}>{words.back}</Link>
      </p>
      <h2>{words.title}</h2>
      {ports !== undefined && (
        <p>
          {words.fits(ports.needed, ports.usable)}{' '}
          {ports.usable < ports.needed && <strong className="wrong">{words.short(ports.needed - ports.usable)}</strong>}
        </p>
      )}
      {mayAsk(SetDialPlan, staff) && <DialPlanForm key={plan.revision} plan={plan} />}
      {items.length === 0 ? (
        <Empty>{page.none}</Empty>
      ) : (
        <div className="across">
          <p className="actions">
            {mayAsk(ExportDialPlan, staff) && (
              <button type="button" className="quiet" onClick={save}>
                {words.csv}
              </button>
            )}
            <button type="button" className="quiet" onClick={() => print()}>
              {words.print}
            </button>
          </p>
          <Notice problem={failed} />
          <Table
            caption={words.caption}
            columns={columns}
            rows={items}
            rowId={({ siteId }) => siteId}
            sorted={{ id: 'wave' }}
          />
        </div>
      )}
    </>
  );
};
