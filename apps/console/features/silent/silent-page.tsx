import { useMemo, useState } from 'react';
import { type Invitation, ListInvitations } from '#contracts';
import { useListing } from '../../kit/data/use-listing.js';
import { Address } from '../../kit/table/address.js';
import { Field } from '../../kit/form/field.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader, useWords } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { foundBy } from './find.js';

const useColumns = (): readonly [Column<Invitation>, ...Column<Invitation>[]] => {
  const words = useWords('silent');
  const { named, province } = useReader();
  const { meeting } = useMeeting();
  return useMemo(() => {
    const classes = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
    return [
      { id: 'office', title: words.office, value: ({ organisation }) => named(organisation.name) },
      {
        id: 'class',
        title: words.class,
        value: ({ organisation }) => classes.get(organisation.class) ?? organisation.class,
      },
      { id: 'province', title: words.province, value: ({ organisation }) => province(organisation.provinceCode) },
      {
        id: 'email',
        title: words.email,
        value: ({ organisation }) => organisation.email,
        cell: ({ organisation }) => <Address of={organisation.email} />,
      },
    ];
  }, [words, named, province, meeting]);
};

export const SilentPage = () => {
  const { meeting } = useMeeting();
  const words = useWords('silent');
  const { named, province, compare } = useReader();
  const [only, setOnly] = useState({ class: '', province: '' });
  const [text, setText] = useState('');
  const { items, problem, reload } = useListing(ListInvitations, { meetingId: meeting.id, standing: 'silent' });
  const columns = useColumns();
  const provinces = useMemo(
    () =>
      [...new Set(items?.map(({ organisation }) => organisation.provinceCode))].toSorted((a, b) =>
        compare(province(a), province(b)),
      ),
    [items, compare, province],
  );
  const shown = useMemo(() => {
    const matches = foundBy(text);
    return (
      items
        ?.filter(
          ({ organisation }) =>
            (only.class === '' || organisation.class === only.class)
            && (only.province === '' || organisation.provinceCode === only.province)
            && matches(organisation),
        )
        // By province, then by name, as a list on paper would be.
        .toSorted(
          ({ organisation: a }, { organisation: b }) =>
            compare(province(a.provinceCode), province(b.provinceCode))
            || compare(named(a.name), named(b.name))
            || (a.id < b.id ? -1 : 1),
        )
    );
  }, [items, only, text, compare, province, named]);
  return (
    <>
      <div className="filters">
        <Field label={words.class}>
          {(described) => (
            <select
              {...described}
              value={only.class}
              onChange={(event) => setOnly({ ...only, class: event.target.value })}
            >
              <option value="">{words.allClasses}</option>
              {meeting.classes.map((each) => (
                <option key={each.class} value={each.class}>
                  {named(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.province}>
          {(described) => (
            <select
              {...described}
              value={only.province}
              onChange={(event) => setOnly({ ...only, province: event.target.value })}
            >
              <option value="">{words.allProvinces}</option>
              {provinces.map((code) => (
                <option key={code} value={code}>
                  {province(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.find}>
          {(described) => (
            <input {...described} type="search" value={text} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
        <output>{shown === undefined ? '…' : words.found(shown.length)}</output>
      </div>
      <Notice problem={problem} retry={reload} />
      {shown === undefined && problem === undefined && <Loading />}
      {shown?.length === 0 && <Empty>{items?.length === 0 ? words.noneSilent : words.noneFound}</Empty>}
      {shown !== undefined && shown.length > 0 && (
        <Table caption={words.title} columns={columns} rows={shown} rowId={({ id }) => id} />
      )}
    </>
  );
};
