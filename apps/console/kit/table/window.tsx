import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';

type WindowOf = {
  readonly count: number;
  readonly columns: number;
  readonly line: (index: number, place: number) => ReactNode;
};

const usualHeight = 44;
const Gap = ({ height, columns }: { height: number; columns: number }) =>
  height <= 0 ? null : (
    <tr role="presentation" className="gap">
      <td role="presentation" colSpan={columns} style={{ height }} />
    </tr>
  );

/** The rows of a long table that are in view, with room where the others are. */
export const Window = ({ count, columns, line }: WindowOf) => {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(usualHeight);
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    setTop(element.getBoundingClientRect().top + scrollY);
    const drawn = [...element.querySelectorAll('tr:not(.gap)')];
    if (drawn.length > 0)
      setHeight(Math.round(drawn.reduce((sum, row) => sum + row.getBoundingClientRect().height, 0) / drawn.length));
  }, [count]);
  const rows = useWindowVirtualizer({ count, estimateSize: () => height, overscan: 20, scrollMargin: top });
  useEffect(() => rows.measure(), [rows, height]);
  const shown = rows.getVirtualItems();
  const [first, last] = [shown[0], shown.at(-1)];
  return (
    <tbody role="rowgroup" ref={body}>
      <Gap height={(first?.start ?? top) - top} columns={columns} />
      {shown.map(({ index }) => line(index, index + 2))}
      <Gap height={rows.getTotalSize() - ((last?.end ?? top) - top)} columns={columns} />
    </tbody>
  );
};
