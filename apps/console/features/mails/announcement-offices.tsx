import { useMemo } from 'react';
import { type AnnouncedOffice, ListAnnouncementOffices } from '#contracts';
import { useListing } from '../../kit/data/use-listing.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';

/** What is shown of each office that an announcement may be for; its name stands where whoever shows it puts it. */
export const useOfficeColumns = (): readonly Column<AnnouncedOffice>[] => {
  const { meeting } = useMeeting();
  const words = useMailsWords('announcements');
  const list = useMailsWords('list');
  const { named, province } = useReader();
  const classes = useMemo(
    () => new Map(meeting.classes.map((each) => [each.class, named(each.name)])),
    [meeting, named],
  );
  return [
    { id: 'class', title: list.class, value: ({ class: of }) => classes.get(of) ?? of },
    { id: 'province', title: list.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'said', title: words.said, value: ({ said }) => words.saids[said] },
    { id: 'why', title: words.left, value: ({ whyNot }) => (whyNot === undefined ? undefined : words.whyNot[whyNot]) },
  ];
};

/** The offices that one announcement was written for, as they stand now. */
export const AnnouncementOffices = ({ announcementId }: { readonly announcementId: string }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('announcements');
  const list = useMailsWords('list');
  const { named } = useReader();
  const columns = useOfficeColumns();
  const { items, problem, reload } = useListing(ListAnnouncementOffices, { meetingId: meeting.id, announcementId });
  if (items === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <Table
      caption={words.officesCaption}
      columns={[{ id: 'office', title: list.to, value: ({ name }) => named(name) }, ...columns]}
      rows={items}
      rowId={({ invitationId }) => invitationId}
      sorted={{ id: 'province' }}
    />
  );
};
