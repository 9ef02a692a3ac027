import { useMemo, useState } from 'react';
import { ExportList, GetResponseBoard, ListKind, type ListRow, ReadList } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDownload } from '../../kit/data/use-download.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { remember, remembered } from '../../kit/remembered.js';
import './lists.css';

type Numbered = ListRow & { readonly place: number };
type Titles = readonly { readonly title: string }[];

/** `from`: the first of its columns that is shown. */
const columnsFor = (titles: Titles, from: number): [Column<Numbered>, ...Column<Numbered>[]] | undefined => {
  const [first, ...rest] = titles
    .map(({ title }, at): Column<Numbered> => ({
      id: String(at),
      title,
      value: ({ cells }) => cells[at],
      cell: ({ cells }) => <span className="lines">{cells[at]}</span>,
      ...(at > from && { kind: 'wide' as const }),
    }))
    .slice(from);
  return first === undefined ? undefined : [first, ...rest];
};

type ShownOf = { readonly list: ListKind; readonly titles: Titles; readonly items: readonly ListRow[] };
/** Sheets to sign on hang in their halls: each site's stands for itself, on paper of its own that says what it is of. */
const Shown = ({ list, titles, items }: ShownOf) => {
  const { meeting } = useMeeting();
  const words = useAfterWords('lists');
  const { named, moment } = useReader();
  // Its site stands above each sheet.
  const columns = useMemo(() => columnsFor(titles, list === 'sign-in' ? 1 : 0), [titles, list]);
  const rows = useMemo(() => items.map((each, place) => ({ ...each, place })), [items]);
  if (rows.length === 0 || columns === undefined) return <Empty>{words.empty}</Empty>;
  const id = ({ place }: Numbered) => String(place);
  if (list !== 'sign-in')
    return (
      <div className="across">
        <Table framed caption={words.names[list]} columns={columns} rows={rows} rowId={id} />
      </div>
    );
  return (
    <div>
      {[...Map.groupBy(rows, ({ group }) => group)].map(([site, own]) => (
        <section key={site} className="sheet">
          <p className="printed">
            {named(meeting.title)} · {moment(meeting.startsAt, meeting.timeZone)}
          </p>
          <Table
            framed
            narrow="table"
            caption={`${words.names[list]} ${site}`}
            columns={columns}
            rows={own}
            rowId={id}
          />
        </section>
      ))}
    </div>
  );
};

const kept = 'list';
const isKind = (value: string | undefined): value is ListKind => ListKind.options.some((each) => each === value);

/** What of a meeting goes out: read and printed here, or saved for Excel. */
export const ListsPage = () => {
  const { meeting } = useMeeting();
  const words = useAfterWords('lists');
  const { language, province, compare, shortMoment } = useReader();
  const before = remembered(kept);
  const [list, setList] = useState<ListKind>(isKind(before) ? before : 'attendees');
  const [provinceCode, setProvince] = useState('');
  const request = { meetingId: meeting.id, list, language, ...(provinceCode !== '' && { provinceCode }) };
  const { value: board } = useAnswer(GetResponseBoard, { meetingId: meeting.id });
  const { value: about } = useAnswer(ReadList, { ...request, limit: 1 }, { anew: true });
  const { items, problem, reload } = useListing(ReadList, request);
  const { save, busy, problem: unsaved, saved } = useDownload(ExportList);
  const provinces = Object.keys(board?.byProvince ?? {}).toSorted((a, b) => compare(province(a), province(b)));
  return (
    <>
      <div className="filters">
        <Field label={words.choose}>
          {(described) => (
            <select
              {...described}
              value={list}
              onChange={({ target }) => {
                if (!isKind(target.value)) return;
                remember(kept, target.value);
                setList(target.value);
              }}
            >
              {ListKind.options.map((each) => (
                <option key={each} value={each}>
                  {words.names[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.province}>
          {(described) => (
            <select {...described} value={provinceCode} onChange={({ target }) => setProvince(target.value)}>
              <option value="">{words.everywhere}</option>
              {provinces.map((code) => (
                <option key={code} value={code}>
                  {province(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <div className="actions">
        <button type="button" disabled={busy} onClick={() => save({ ...request, format: 'xlsx' })}>
          {words.saveXlsx}
        </button>
        <button type="button" className="quiet" disabled={busy} onClick={() => save({ ...request, format: 'csv' })}>
          {words.saveCsv}
        </button>
        <button
          type="button"
          className="quiet"
          disabled={busy}
          onClick={() => save({ ...request, list: 'board', format: 'xlsx' })}
        >
          {words.names.board}
        </button>
        <button type="button" className="quiet" onClick={() => print()}>
          {words.print}
        </button>
        <output>{busy ? words.saving : saved === undefined ? '' : words.saved(saved)}</output>
      </div>
      <Notice problem={unsaved} />
      <Notice problem={problem} retry={reload} />
      {about !== undefined && <p className="as-of">{words.asOf(shortMoment(about.asOf, meeting.timeZone))}</p>}
      {(items === undefined || about === undefined) && problem === undefined && <Loading />}
      {items !== undefined && about !== undefined && <Shown list={list} titles={about.columns} items={items} />}
    </>
  );
};
