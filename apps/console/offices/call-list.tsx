import type { CallListEntry, Meeting } from '#contracts';
import { Notice } from '../page/notice.js';
import { provinceName } from '../page/provinces.js';
import { useReader } from '../page/reader.js';
import { useListing } from '../page/use-listing.js';

export const CallList = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, dated, tongue } = useReader();
  const { items, problem } = useListing<CallListEntry>(`/meetings/${meeting.id}/call-list`);
  return (
    <section>
      <p>{words.callListHint}</p>
      <Notice problem={problem} />
      {items?.length === 0 && <p>{words.emptyCallList}</p>}
      {items !== undefined && items.length > 0 && (
        <table className="list">
          <caption>
            {items.length} {words.offices(items.length)}
          </caption>
          <thead>
            <tr>
              <th scope="col">{words.office}</th>
              <th scope="col">{words.province}</th>
              <th scope="col">{words.raisedAt}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((entry) => (
              <tr key={entry.invitationId}>
                <th scope="row">{named(entry.name)}</th>
                <td>{provinceName(entry.provinceCode, tongue)}</td>
                <td>{dated(entry.raisedAt, meeting.timeZone)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
