import { Link } from '@tanstack/react-router';
import { ListSites, type Site } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Address } from '../../kit/table/address.js';
import { type Column, Table } from '../../kit/table/table.js';
import './directory.css';

/** The places that join: halls, and whatever else offices meet in. */
export const SitesPage = () => {
  const words = useDirectoryWords('sites');
  const heads = useDirectoryWords('organisations');
  const { named, province } = useReader();
  const { value, problem, reload } = useAnswer(ListSites, {});
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const columns: readonly [Column<Site>, ...Column<Site>[]] = [
    {
      id: 'name',
      title: words.title,
      value: ({ name }) => named(name),
      cell: ({ id, name }) => <Link to={`/directory/sites/${id}`}>{named(name)}</Link>,
    },
    { id: 'province', title: heads.province, value: ({ provinceCode }) => province(provinceCode) },
    { id: 'email', title: heads.email, value: ({ email }) => email, cell: ({ email }) => <Address of={email} /> },
    { id: 'phone', title: heads.phone, value: ({ phone }) => phone },
    {
      id: 'organisations',
      title: heads.name,
      cell: ({ id }) => (
        <Link to="/directory" search={{ siteId: id }}>
          {words.organisations}
        </Link>
      ),
    },
  ];
  return (
    <>
      <p className="actions">
        <Link to="/directory/sites/new">{words.add}</Link>
      </p>
      {value.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.caption}
          columns={columns}
          rows={value.items}
          rowId={({ id }) => id}
          sorted={{ id: 'province' }}
        />
      )}
    </>
  );
};
