import { useMemo } from 'react';
import { ListOpinions, type Opinion } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useListing } from '../../kit/data/use-listing.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import './lists.css';

const useColumns = (): readonly [Column<Opinion>, ...Column<Opinion>[]] => {
  const { meeting } = useMeeting();
  const words = useAfterWords('opinions');
  const { named, names, province, shortMoment } = useReader();
  return useMemo(() => {
    const classes = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
    return [
      {
        id: 'office',
        title: words.office,
        value: ({ organisation }) => named(organisation.name),
        cell: ({ organisation, invitationId }) => (
          <a href={`/meetings/${meeting.id}/invited/${invitationId}`}>{named(organisation.name)}</a>
        ),
      },
      {
        id: 'class',
        title: words.class,
        value: ({ organisation }) => classes.get(organisation.class) ?? organisation.class,
      },
      { id: 'province', title: words.province, value: ({ organisation }) => province(organisation.provinceCode) },
      {
        id: 'opinion',
        title: words.opinion,
        kind: 'wide',
        value: ({ text }) => text,
        cell: ({ text }) => <span className="lines">{text}</span>,
      },
      { id: 'givenBy', title: words.givenBy, value: ({ givenBy }) => givenBy },
      {
        id: 'givenAt',
        title: words.givenAt,
        value: ({ givenAt }) => givenAt,
        cell: ({ givenAt, channel }) => `${shortMoment(givenAt, meeting.timeZone)} · ${names.channels[channel]}`,
      },
    ];
  }, [words, meeting, named, names, province, shortMoment]);
};

/** Opinions with their offices, whole, in the order in which they are given. */
export const Opinions = ({ rows }: { rows: readonly Opinion[] }) => {
  const words = useAfterWords('opinions');
  const columns = useColumns();
  return (
    <Table
      caption={words.caption}
      columns={columns}
      rows={rows}
      rowId={({ invitationId, id }) => `${invitationId} ${id}`}
    />
  );
};

/** By province, class and office, as a list on paper would be. */
export const useOpinions = () => {
  const { meeting } = useMeeting();
  const { named, province, compare } = useReader();
  const { items, problem, reload } = useListing(ListOpinions, { meetingId: meeting.id });
  const sorted = useMemo(() => {
    const order = new Map(meeting.classes.map((each, index) => [each.class, index]));
    const place = ({ organisation }: Opinion) => order.get(organisation.class) ?? order.size;
    return items?.toSorted(
      (one, other) =>
        compare(province(one.organisation.provinceCode), province(other.organisation.provinceCode))
        || place(one) - place(other)
        || compare(named(one.organisation.name), named(other.organisation.name))
        || (one.invitationId < other.invitationId ? -1 : one.invitationId > other.invitationId ? 1 : 0),
    );
  }, [items, meeting, named, province, compare]);
  return { items: sorted, problem, reload };
};

/** All of them. */
export const OpinionsTable = () => {
  const { items, problem, reload } = useOpinions();
  if (items === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return <Opinions rows={items} />;
};
