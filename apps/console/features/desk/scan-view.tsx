import { useEffect, useRef, useState } from 'react';
import { useRepliesWords } from '../../kit/replies-words.js';
import { pagesOf } from './scan-pages.js';

const zooms = [1, 1.5, 2, 3] as const;
const fullTurn = 360;

const drawTurned = (onto: HTMLCanvasElement, page: HTMLCanvasElement, turn: number): void => {
  const isAcross = turn % 180 !== 0;
  onto.width = isAcross ? page.height : page.width;
  onto.height = isAcross ? page.width : page.height;
  const pen = onto.getContext('2d');
  pen?.translate(onto.width / 2, onto.height / 2);
  pen?.rotate((turn / fullTurn) * 2 * Math.PI);
  pen?.drawImage(page, -page.width / 2, -page.height / 2);
};

/** One page of a scan beside what is typed of it: turned over, turned round and made larger. */
export const ScanView = ({ file }: { file: File }) => {
  const words = useRepliesWords('scans');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'cannot'>('drawing');
  const [pages, setPages] = useState<readonly HTMLCanvasElement[]>([]);
  const [at, setAt] = useState(0);
  const [turn, setTurn] = useState(0);
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    let isGone = false;
    setState('drawing');
    setPages([]);
    setAt(0);
    const draw = async () => {
      let count = 0;
      for await (const page of pagesOf(file)) {
        if (isGone) return;
        count += 1;
        setPages((before) => [...before, page]);
      }
      if (!isGone) setState(count === 0 ? 'cannot' : 'drawn');
    };
    draw().catch(() => !isGone && setState('cannot'));
    return () => {
      isGone = true;
    };
  }, [file]);
  const page = pages[at];
  useEffect(() => {
    if (canvas.current !== null && page !== undefined) drawTurned(canvas.current, page, turn);
  }, [page, turn]);
  return (
    <>
      {state === 'drawing' && <p role="status">{words.drawing}</p>}
      {state === 'cannot' && <p role="status">{words.cannotShow}</p>}
      {page !== undefined && (
        <div className="scan-acts" role="group" aria-label={words.acts}>
          {pages.length > 1 && (
            <>
              <button type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
                {words.previous}
              </button>
              <output>{words.pageOf(at + 1, pages.length)}</output>
              <button type="button" disabled={at + 1 === pages.length} onClick={() => setAt(at + 1)}>
                {words.next}
              </button>
            </>
          )}
          <button type="button" disabled={zoom === 0} onClick={() => setZoom(zoom - 1)}>
            {words.smaller}
          </button>
          <button type="button" disabled={zoom + 1 === zooms.length} onClick={() => setZoom(zoom + 1)}>
            {words.larger}
          </button>
          <button type="button" onClick={() => setTurn((turn + 90) % fullTurn)}>
            {words.turn}
          </button>
        </div>
      )}
      {/* It can be moved by the keyboard where it is larger than its place. */}
      <div className="scan-view" tabIndex={0} role="region" aria-label={file.name}>
        {page !== undefined && (
          <canvas
            ref={canvas}
            role="img"
            aria-label={words.page(at + 1)}
            style={{ width: `${(zooms[zoom] ?? 1) * 100}%` }}
          />
        )}
      </div>
    </>
  );
};
