import { useState } from 'react';
import { type Import, type ImportRow, ImportRowState, ListImportRows, type Organisation } from '#contracts';
import { usePages } from '../../kit/data/use-pages.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Pager } from '../../kit/table/pager.js';
import { type Column, Table } from '../../kit/table/table.js';
import { type Difference, differencesOf } from './differences.js';

const pageSize = 100;
const states = ImportRowState.options;
/** What a person has to look at comes first. */
const order: readonly ImportRowState[] = ['invalid', 'conflict', 'changed', 'new', 'unchanged'];

const Change = ({ of: { field, before, after } }: { of: Difference }) => {
  const words = useDirectoryWords('rows');
  const importFields = useDirectoryWords('importFields');
  const { province } = useReader();
  const said = (text: string) => (text === '' ? words.blank : field === 'province' ? province(text) : text);
  return (
    <li>
      {importFields[field]}: <del>{said(before)}</del> → <ins>{said(after)}</ins>
    </li>
  );
};

const Office = ({ of, classes }: { of: Organisation; classes: Import['classes'] }) => {
  const { named, province } = useReader();
  const name = classes.find((each) => each.class === of.class)?.name;
  return (
    <p>
      {[name === undefined ? of.class : named(name), province(of.provinceCode), of.email, of.phone]
        .filter((text) => text !== undefined)
        .join(' · ')}
    </p>
  );
};

const What = ({ row, classes }: { row: ImportRow; classes: Import['classes'] }) => {
  const { state, problems, organisation, before } = row;
  return (
    <>
      {state === 'new' && organisation !== undefined && <Office of={organisation} classes={classes} />}
      <ul>
        {problems.map((each) => (
          <li key={`${each.cell} ${each.code}`} className={each.warning ? undefined : 'wrong'}>
            <b>{each.cell}</b> {each.problem ?? each.code} {each.remedy}
          </li>
        ))}
        {organisation !== undefined
          && before !== undefined
          && differencesOf(before, organisation).map((each) => <Change key={each.field} of={each} />)}
      </ul>
    </>
  );
};

/** Which rows are shown: those of a state, all, or those of offices that are invited since. */
type Shown = ImportRowState | 'invited' | '';
const askedFor = (shown: Shown) =>
  shown === 'invited' ? { invited: true as const } : shown === '' ? {} : { state: shown };

/** The rows of the file by what keeping them would do, each with what is wrong with it or what it changes. */
export const Rows = ({ of }: { of: Import }) => {
  const words = useDirectoryWords('rows');
  const { language, names } = useReader();
  const [chosen, setChosen] = useState<Shown>(() => order.find((each) => of.counts[each] > 0 && each !== 'new') ?? '');
  const request = { importId: of.id, language, ...askedFor(chosen) };
  const pages = usePages(ListImportRows, request, pageSize);
  const manySheets = of.sheets.filter(({ taken }) => taken).length > 1;
  const columns: readonly [Column<ImportRow>, ...Column<ImportRow>[]] = [
    { id: 'name', title: words.name, cell: ({ name }) => (name === '' ? words.noName : name) },
    { id: 'place', title: words.place, cell: ({ sheet, row }) => (manySheets ? `${sheet} ${row}` : row) },
    {
      id: 'state',
      title: words.state,
      cell: ({ state, outcome, invited }) => (
        <>
          <span className={`badge ${state}`}>{names.importRowStates[state]}</span>{' '}
          {outcome !== undefined && words[outcome]} {invited && <span className="badge">{words.invited}</span>}
        </>
      ),
    },
    { id: 'what', title: words.what, cell: (row) => <What row={row} classes={of.classes} /> },
  ];
  return (
    <>
      <fieldset>
        <legend>{words.shown}</legend>
        {(['', ...states] as const).map((state) => (
          <label key={state} className="choice">
            <input type="radio" name="row-state" checked={chosen === state} onChange={() => setChosen(state)} />
            {state === '' ? words.all : names.importRowStates[state]}{' '}
            <b className="number">{state === '' ? of.counts.read : of.counts[state]}</b>
          </label>
        ))}
        {(of.state === 'done' || of.state === 'stopped') && (
          <label className="choice">
            <input type="radio" name="row-state" checked={chosen === 'invited'} onChange={() => setChosen('invited')} />
            {words.invited}
          </label>
        )}
      </fieldset>
      {of.counts.warned > 0 && <p>{words.warned(of.counts.warned)}</p>}
      {pages.items === undefined ? (
        pages.problem === undefined ? (
          <Loading />
        ) : (
          <Notice problem={pages.problem} retry={pages.reload} />
        )
      ) : pages.items.length === 0 ? (
        <Empty>{words.nobody}</Empty>
      ) : (
        <Table caption={words.caption} columns={columns} rows={pages.items} rowId={({ number }) => String(number)} />
      )}
      <Pager pages={pages} words={words} />
    </>
  );
};
