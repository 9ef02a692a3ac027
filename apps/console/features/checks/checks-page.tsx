import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ListReadiness, ListSiteDossiers, mayAsk, PlanChecks, type SiteReadiness } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { readyOf, statusOrder } from './readiness.js';

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

/** Plans the checks of all sites that lack one; offices get mails of it, so that is asked first. */
const Planning = () => {
  const { meeting } = useMeeting();
  const words = useWords('checks');
  const { named, names } = useReader();
  const readiness = useAnswer(ListReadiness, { meetingId: meeting.id });
  const { send, busy, problem } = useCommand(PlanChecks, { makesStale: [ListReadiness] });
  const [asking, setAsking] = useState(false);
  const [plan, setPlan] = useState<{
    booked: number;
    unplaced: readonly { siteId: string; reason: keyof typeof names.unplacedReasons }[];
  }>();
  const planChecks = async () => {
    const outcome = await send({ meetingId: meeting.id });
    setAsking(false);
    setPlan(hasFailed(outcome) ? undefined : { booked: outcome.booked.length, unplaced: outcome.unplaced });
  };
  const siteName = (siteId: string) => {
    const site = readiness.value?.items.find((each) => each.siteId === siteId);
    return site === undefined ? siteId : named(site.name);
  };
  return (
    <>
      <p>
        <button type="button" onClick={() => setAsking(true)}>
          {words.plan}
        </button>{' '}
        {plan !== undefined && <output>{words.planned(plan.booked)}</output>}
      </p>
      {plan !== undefined && plan.unplaced.length > 0 && (
        <div className="notice">
          <strong>{words.unplaced(plan.unplaced.length)}</strong>
          <ul>
            {plan.unplaced.map(({ siteId, reason }) => (
              <li key={siteId}>
                {siteName(siteId)}: {names.unplacedReasons[reason]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Notice problem={problem} />
      {asking && (
        <Confirm
          title={words.planTitle}
          act={words.planNow}
          busy={busy}
          onConfirm={() => void planChecks()}
          onClose={() => setAsking(false)}
        >
          <p>{words.planWill}</p>
        </Confirm>
      )}
    </>
  );
};

export const ChecksPage = () => {
  const { meeting, staff } = useMeeting();
  const words = useWords('checks');
  const stale = useChecksWords('stale');
  const list = useChecksWords('list');
  const { named, names, province, shortMoment } = useReader();
  const dossiers = useAnswer(ListSiteDossiers, {});
  const missingOf = new Map(dossiers.value?.items.map(({ siteId, missing }) => [siteId, missing.length]));
  const { value, problem, reload } = useAnswer(ListReadiness, { meetingId: meeting.id });
  const { ready, joining } = readyOf(value?.items ?? []);
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
    value: ({ siteId }) => missingOf.get(siteId),
    cell: ({ siteId }) => {
      const missing = missingOf.get(siteId);
      if (missing === undefined) return '–';
      return missing === 0 ? list.complete : <span className="wrong">{list.missing(missing)}</span>;
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
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value?.items.length === 0 && <Empty>{words.noSites}</Empty>}
      {value !== undefined && value.items.length > 0 && (
        <Table
          caption={words.sitesCaption}
          columns={[...columns, dossier]}
          rows={value.items}
          rowId={({ siteId }) => siteId}
        />
      )}
    </>
  );
};
