import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ExportSiteDossiers,
  ListReadiness,
  ListSiteDossiers,
  mayAsk,
  PlanChecks,
  ReadinessStatus,
  type SiteReadiness,
} from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { Choice } from '../../kit/form/choice.js';
import { ProvinceChoice } from '../../kit/form/province-choice.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Planning } from './planning.js';
import { everySite, isShown, type Only, readyOf, statusOrder } from './readiness.js';
import { whatNext } from './what-next.js';
import { WhatNextList } from './what-next-list.js';
import './checks.css';

const LastResult = ({ of }: { of: NonNullable<SiteReadiness['lastResult']> }) => {
  const words = useWords('checks');
  const { names } = useReader();
  const causes = [...of.faults.map((fault) => names.checkFaults[fault]), ...(of.note === undefined ? [] : [of.note])];
  return (
    <small>
      {words.lastResult}: {names.checkStates[of.state]}
      {causes.length > 0 && ` (${causes.join(', ')})`}
    </small>
  );
};

export const ChecksPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useWords('checks');
  const stale = useChecksWords('stale');
  const list = useChecksWords('list');
  const limits = useChecksWords('limits');
  const days = useChecksWords('day');
  const dossierList = useChecksWords('dossierList');
  const filters = useChecksWords('filters');
  const nameOf = useStaffNames();
  const [only, setOnly] = useState<Only>(everySite);
  const { named, names, province, shortMoment } = useReader();
  const dossiers = useAnswer(ListSiteDossiers, {});
  const missing = new Map(dossiers.value?.items.map((each) => [each.siteId, each.missing]));
  const { value, problem, reload } = useAnswer(ListReadiness, { meetingId: meeting.id });
  const items = value?.items ?? [];
  const { ready, joining } = readyOf(items);
  const shown = items.filter((site) => isShown(site, only));
  const testers = [...new Set(items.flatMap(({ lastResult }) => lastResult?.recordedBy ?? []))];
  const columns: readonly [Column<SiteReadiness>, ...Column<SiteReadiness>[]] = [
    {
      id: 'site',
      title: words.site,
      value: ({ name }) => named(name),
      cell: ({ siteId, name }) => <Link to={`/meetings/${meeting.id}/checks/sites/${siteId}`}>{named(name)}</Link>,
    },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'attending', title: words.attending, kind: 'number', value: ({ attending }) => attending },
    {
      id: 'readiness',
      title: words.readiness,
      value: ({ status }) => statusOrder(status),
      cell: ({ status, staleBecause, lastResult }) => (
        <>
          <span className={`badge ${status}`}>{names.readiness[status]}</span>{' '}
          {staleBecause !== undefined && <small>{stale[staleBecause]}</small>}{' '}
          {lastResult !== undefined && lastResult.state !== 'passed' && <LastResult of={lastResult} />}
        </>
      ),
    },
    {
      id: 'next',
      title: words.next,
      value: ({ next }) => next?.startsAt,
      cell: ({ next }) =>
        next === undefined ? '–' : <span className="moment">{shortMoment(next.startsAt, meeting.timeZone)}</span>,
    },
  ];
  const dossier: Column<SiteReadiness> = {
    id: 'dossier',
    title: list.dossier,
    value: ({ siteId }) => missing.get(siteId)?.length,
    cell: ({ siteId }) => {
      const gaps = missing.get(siteId)?.length;
      if (gaps === undefined) return '–';
      return gaps === 0 ? list.complete : <span className="wrong">{list.missing(gaps)}</span>;
    },
  };
  return (
    <>
      {value !== undefined && (
        <p className="headline">
          {words.ready} <strong>{ready}</strong> {words.outOf} <strong>{joining}</strong> {words.sites(joining)}
        </p>
      )}
      {mayAsk(PlanChecks, staff) && <Planning />}
      <p className="actions">
        <Link to={`/meetings/${meeting.id}/checks/days`}>{days.title}</Link>
        {mayAsk(ExportSiteDossiers, staff) && (
          <Link to={`/meetings/${meeting.id}/checks/dossiers`}>{dossierList.heading}</Link>
        )}
        <Link to={`/meetings/${meeting.id}/checks/limits`}>{limits.title}</Link>
      </p>
      {mayAsk(PlanChecks, staff) && <WhatNextList items={whatNext(items, missing)} />}
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.noSites}</Empty>}
      {items.length > 1 && (
        <div className="filters">
          <ProvinceChoice
            label={filters.province}
            all={filters.allProvinces}
            value={only.province}
            onChange={(province) => setOnly({ ...only, province })}
          />
          <Choice
            label={filters.status}
            all={filters.allStatuses}
            options={ReadinessStatus.options
              .toSorted((a, b) => statusOrder(a) - statusOrder(b))
              .map((status) => [status, names.readiness[status]])}
            value={only.status}
            onChange={(status) => setOnly({ ...only, status })}
          />
          {testers.length > 0 && (
            <Choice
              label={filters.by}
              all={filters.everybody}
              options={testers.map((each) => [each, nameOf(each)])}
              value={only.by}
              onChange={(by) => setOnly({ ...only, by })}
            />
          )}
        </div>
      )}
      {items.length > 0 && shown.length === 0 && <Empty>{filters.none}</Empty>}
      {shown.length > 0 && (
        <Table
          caption={words.sitesCaption}
          columns={[...columns, dossier]}
          rows={shown}
          rowId={({ siteId }) => siteId}
        />
      )}
    </>
  );
};
