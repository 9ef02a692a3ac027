import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ExportOrganisations, ListOrganisations, type Organisation } from '#contracts';
import { useDownload } from '../../kit/data/use-download.js';
import { usePages } from '../../kit/data/use-pages.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Field } from '../../kit/form/field.js';
import { SearchField } from '../../kit/form/search-field.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Address } from '../../kit/table/address.js';
import { Pager } from '../../kit/table/pager.js';
import { type Column, Table } from '../../kit/table/table.js';
import { useChoices } from './use-choices.js';
import './directory.css';

const pageSize = 100;
const directory = '/directory';
/** Whoever types is not asked about at each letter. */
const pauseMs = 250;

type Filter = {
  readonly q?: string;
  readonly class?: string;
  readonly provinceCode?: string;
  readonly siteId?: string;
};
const names = ['q', 'class', 'provinceCode', 'siteId'] as const;
/** The address says what is shown, so that it can be handed on; a router reads digits as a number. */
const filterOf = (search: Readonly<Record<string, unknown>>): Filter =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return (typeof value === 'string' && value !== '') || typeof value === 'number' ? [[name, String(value)]] : [];
    }),
  );

const List = ({ filter }: { filter: Filter }) => {
  const words = useDirectoryWords('organisations');
  const { named, province } = useReader();
  const { classes } = useChoices();
  const pages = usePages(ListOrganisations, filter, pageSize);
  const className = (id: string) => classes.find(({ value }) => value === id)?.name ?? id;
  const columns: readonly [Column<Organisation>, ...Column<Organisation>[]] = [
    {
      id: 'name',
      title: words.name,
      value: ({ name }) => named(name),
      cell: ({ id, name }) => <Link to={`/directory/organisations/${id}`}>{named(name)}</Link>,
    },
    { id: 'class', title: words.class, value: (each) => className(each.class) },
    { id: 'province', title: words.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'code', title: words.code, value: ({ code }) => code },
    { id: 'email', title: words.email, value: ({ email }) => email, cell: ({ email }) => <Address of={email} /> },
    { id: 'phone', title: words.phone, value: ({ phone }) => phone },
  ];
  if (pages.items === undefined)
    return pages.problem === undefined ? <Loading /> : <Notice problem={pages.problem} retry={pages.reload} />;
  return (
    <>
      {pages.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table caption={words.caption} columns={columns} rows={pages.items} rowId={({ id }) => id} />
      )}
      <Pager pages={pages} words={words} />
    </>
  );
};

/** The directory's organisations: found by any part of what they are called, of one class or province. */
export const OrganisationsPage = () => {
  const words = useDirectoryWords('organisations');
  const { language } = useReader();
  const choices = useChoices();
  const download = useDownload(ExportOrganisations);
  const navigate = useNavigate();
  const router = useRouter();
  const filter = filterOf(useSearch({ strict: false }));
  const [typed, setTyped] = useState(filter.q ?? '');
  const choose = (changes: Filter) =>
    void navigate({ to: directory, search: filterOf({ ...filter, ...changes }), replace: true });
  useEffect(() => {
    const timer = setTimeout(() => {
      // Whoever has followed a link meanwhile is not brought back while its page is still on its way.
      if (router.latestLocation.pathname !== directory) return;
      if (typed.trim() !== (filter.q ?? '')) choose({ q: typed.trim() });
    }, pauseMs);
    return () => clearTimeout(timer);
    // Only what is typed begins a search; what is chosen says so itself.
  }, [typed]);
  return (
    <>
      <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchField label={words.search} hint={words.searchHint} autoComplete="off" value={typed} onType={setTyped} />
        <Field label={words.class}>
          {(described) => (
            <select
              {...described}
              value={filter.class ?? ''}
              onChange={({ target }) => choose({ class: target.value })}
            >
              <option value="">{words.all}</option>
              {choices.classes.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.province}>
          {(described) => (
            <select
              {...described}
              value={filter.provinceCode ?? ''}
              onChange={({ target }) => choose({ provinceCode: target.value })}
            >
              <option value="">{words.all}</option>
              {choices.provinces.map(({ value, name }) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </form>
      <p className="actions">
        <Link to="/directory/organisations/new">{words.add}</Link>
        {(['xlsx', 'csv'] as const).map((format) => (
          <button
            key={format}
            type="button"
            className="quiet"
            disabled={download.busy}
            onClick={() => download.save({ ...filter, format, language })}
          >
            {format === 'xlsx' ? words.exportXlsx : words.exportCsv}
          </button>
        ))}
      </p>
      <Notice problem={download.problem} />
      <List filter={filter} />
    </>
  );
};
