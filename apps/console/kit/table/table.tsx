import {
  type Cell,
  createSortedRowModel,
  type ReactTable,
  type Row,
  rowSortingFeature,
  type SortingState,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { type ReactNode, useMemo, useState } from 'react';
import { useReader, useWords } from '../reader.js';
import { useAllRows } from './use-all-rows.js';
import { Window } from './window.js';

export type Column<Of> = {
  readonly id: string;
  readonly title: string;
  /** What it is sorted by; `undefined` comes last. A column without it is not sorted by. */
  readonly value?: (row: Of) => string | number | undefined;
  /** What is shown, where that is not the value itself. */
  readonly cell?: (row: Of) => ReactNode;
  /** The column that says what the row is about: the first one. */
  readonly kind?: 'number' | 'wide';
};
export type Sorting = { readonly id: string; readonly descending?: boolean };
type TableOf<Of> = {
  readonly caption: string;
  readonly columns: readonly [Column<Of>, ...Column<Of>[]];
  readonly rows: readonly Of[];
  readonly rowId: (row: Of) => string;
  readonly sorted?: Sorting;
  /** Where there is little room a row becomes a block of lines, each with its column's title; a table of numbers stays one. */
  readonly narrow?: 'blocks' | 'table';
  /** It may be wider than the page, and is moved to and fro in its place; its heads do not stay in view. */
  readonly framed?: boolean;
};

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;
/** Above so many rows only those in view are drawn, except for print and for the browser's own search. */
const mostDrawn = 300;

const sortWord = { asc: 'ascending', desc: 'descending' } as const;

const Heads = <Of extends object>({
  table,
  columns,
}: {
  table: ReactTable<Features, Of>;
  columns: readonly Column<Of>[];
}) => (
  <thead role="rowgroup">
    <tr role="row">
      {table.getHeaderGroups().flatMap(({ headers }) =>
        headers.map(({ id, column }, index) => {
          const { title = '', kind } = columns[index] ?? {};
          const order = column.getIsSorted();
          return (
            <th
              key={id}
              role="columnheader"
              scope="col"
              className={kind}
              aria-sort={order === false ? undefined : sortWord[order]}
            >
              {column.getCanSort() ? (
                <button type="button" className="sort" onClick={() => column.toggleSorting()}>
                  {title}
                  <span aria-hidden="true">{order === 'asc' ? ' ▲' : order === 'desc' ? ' ▼' : ''}</span>
                </button>
              ) : (
                title
              )}
            </th>
          );
        }),
      )}
    </tr>
  </thead>
);

const Line = <Of extends object>({
  row,
  columns,
  place,
}: {
  row: Row<Features, Of>;
  columns: readonly Column<Of>[];
  place: number | undefined;
}) => (
  <tr role="row" aria-rowindex={place}>
    {row.getAllCells().map((cell: Cell<Features, Of>, index) => {
      const column = columns[index];
      if (column === undefined) return null;
      const shown = column.cell === undefined ? column.value?.(row.original) : column.cell(row.original);
      return index === 0 ? (
        <th key={cell.id} role="rowheader" scope="row">
          {shown}
        </th>
      ) : (
        <td key={cell.id} role="cell" className={column.kind} data-title={column.title}>
          {shown}
        </td>
      );
    })}
  </tr>
);

/**
 * A table with a caption, sorted by its heads in the reader's alphabet. Its roles are written out, as a browser forgets them
 * where rows become blocks.
 */
export const Table = <Of extends object>({
  caption,
  columns,
  rows,
  rowId,
  sorted,
  narrow = 'blocks',
  framed = false,
}: TableOf<Of>) => {
  const { compare } = useReader();
  const words = useWords('kit');
  const [sorting, setSorting] = useState<SortingState>(
    sorted === undefined ? [] : [{ id: sorted.id, desc: sorted.descending ?? false }],
  );
  const defined = useMemo(
    () =>
      columns.map(({ id, value }) => ({
        id,
        accessorFn: (row: Of) => value?.(row),
        enableSorting: value !== undefined,
        sortDescFirst: false,
        sortUndefined: 'last' as const,
        sortFn: (a: Row<Features, Of>, b: Row<Features, Of>) => {
          const [one = '', other = ''] = [value?.(a.original), value?.(b.original)];
          return typeof one === 'number' && typeof other === 'number'
            ? one - other
            : compare(String(one), String(other));
        },
      })),
    [columns, compare],
  );
  const table = useTable<Features, Of>({
    features,
    columns: defined,
    data: rows,
    getRowId: rowId,
    state: { sorting },
    onSortingChange: setSorting,
    enableSortingRemoval: false,
  });
  const lines = table.getRowModel().rows;
  const whole = useAllRows() || lines.length <= mostDrawn;
  const line = (index: number, place?: number) => {
    const row = lines[index];
    return row === undefined ? null : <Line key={row.id} row={row} columns={columns} place={place} />;
  };
  const drawn = (
    <table role="table" className={`${narrow} sorted`} aria-rowcount={whole ? undefined : lines.length + 1}>
      <caption>
        {caption} <span className="count">{words.rows(lines.length)}</span>
      </caption>
      <Heads table={table} columns={columns} />
      {whole ? (
        <tbody role="rowgroup">{lines.map((_row, index) => line(index))}</tbody>
      ) : (
        <Window count={lines.length} columns={columns.length} line={line} />
      )}
    </table>
  );
  return framed ? <div className="table-frame">{drawn}</div> : drawn;
};
