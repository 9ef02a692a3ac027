import { type ReactNode, useEffect, useRef } from 'react';

let shownBefore = false;

/** The one first heading of a page. Whoever came here by a link of the console hears it first; on the first page the browser itself says where one is. */
export const Heading = ({ title, of, children }: { title: string; of: string; children?: ReactNode }) => {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = of;
  }, [of]);
  useEffect(() => {
    if (shownBefore) element.current?.focus();
    shownBefore = true;
  }, []);
  return (
    <h1 ref={element} tabIndex={-1}>
      {title}
      {children}
    </h1>
  );
};
