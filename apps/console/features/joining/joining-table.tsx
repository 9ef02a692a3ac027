import { Link } from '@tanstack/react-router';
import type { ConferenceDay, SiteJoining } from '#contracts';
import { clockText } from '#words';
import { useConferenceWords } from '../../kit/conference-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { minutesOf, stepUrgencyOf, urgencyOf } from './standing.js';

type TableOf = { readonly day: ConferenceDay; readonly rows: readonly SiteJoining[] };

/** A row a site, what needs somebody first. */
export const JoiningTable = ({ day, rows }: TableOf) => {
  const { meeting } = useMeeting();
  const { language, named, province } = useReader();
  const words = useConferenceWords('page');
  const states = useConferenceWords('states');
  const leftBy = useConferenceWords('leftBy');
  const steps = useConferenceWords('steps');
  const faults = useConferenceWords('faults');
  const bridges: readonly Column<SiteJoining>[] =
    day.plan.bridges.length === 0
      ? []
      : [{ id: 'bridge', title: words.bridge, value: ({ place }) => place?.bridge ?? '–' }];
  const columns: readonly [Column<SiteJoining>, ...Column<SiteJoining>[]] = [
    {
      id: 'site',
      title: words.site,
      value: ({ name }) => named(name),
      cell: ({ siteId, name, provinceCode }) => (
        <>
          <Link to="." hash={siteId}>
            {named(name)}
          </Link>{' '}
          <small>{province(provinceCode)}</small>
        </>
      ),
    },
    {
      id: 'state',
      title: words.state,
      value: ({ state }) => urgencyOf(state),
      cell: (site) => (
        <>
          <span className={`badge ${site.state}`}>{states[site.state]}</span>{' '}
          {site.leftBy !== undefined && <small>{leftBy[site.leftBy]}</small>}
        </>
      ),
    },
    {
      id: 'since',
      title: words.since,
      kind: 'number',
      value: (site) => minutesOf(site, day.asOf),
      cell: (site) => {
        const minutes = minutesOf(site, day.asOf);
        return minutes === undefined ? '–' : words.age(minutes);
      },
    },
    {
      id: 'issues',
      title: words.issues,
      value: ({ issues }) => -issues.length,
      cell: ({ issues }) =>
        issues.length === 0 ? '–' : <span className="wrong">{issues.map(({ what }) => faults[what]).join(', ')}</span>,
    },
    { id: 'next', title: words.next, value: ({ next }) => stepUrgencyOf(next), cell: ({ next }) => steps[next] },
    {
      id: 'phone',
      title: words.phone,
      value: ({ phone }) => phone,
      cell: ({ phone }) => (phone === undefined ? '–' : <span className="moment">{phone}</span>),
    },
    {
      id: 'wave',
      title: words.wave,
      value: ({ place }) => place?.wave,
      cell: ({ place }) =>
        place === undefined ? '–' : words.waveAt(place.wave, clockText(language, meeting.timeZone, place.dialAt)),
    },
    ...bridges,
  ];
  return (
    <Table
      caption={words.caption}
      columns={columns}
      rows={rows}
      rowId={({ siteId }) => siteId}
      sorted={{ id: 'state' }}
    />
  );
};
