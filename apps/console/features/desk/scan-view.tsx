import { useEffect, useRef, useState } from 'react';
import { useRepliesWords } from '../../kit/replies-words.js';
import { pagesOf } from './scan-pages.js';

/** The pages of one scan as the browser draws them, beside what is typed of them. */
export const ScanView = ({ file }: { file: File }) => {
  const words = useRepliesWords('scans');
  const shown = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'drawing' | 'drawn' | 'cannot'>('drawing');
  useEffect(() => {
    const place = shown.current;
    let isGone = false;
    setState('drawing');
    const draw = async () => {
      const pages: HTMLCanvasElement[] = [];
      for await (const page of pagesOf(file)) {
        if (isGone) return;
        page.setAttribute('role', 'img');
        page.setAttribute('aria-label', words.page(pages.push(page)));
        place?.append(page);
      }
      if (!isGone) setState(pages.length === 0 ? 'cannot' : 'drawn');
    };
    draw().catch(() => !isGone && setState('cannot'));
    return () => {
      isGone = true;
      place?.replaceChildren();
    };
  }, [file, words]);
  return (
    <>
      {state === 'drawing' && <p role="status">{words.drawing}</p>}
      {state === 'cannot' && <p className="hint">{words.cannotShow}</p>}
      {/* It can be moved by the keyboard where it is larger than its place. */}
      <div className="scan-view" ref={shown} tabIndex={0} role="region" aria-label={file.name} />
    </>
  );
};
