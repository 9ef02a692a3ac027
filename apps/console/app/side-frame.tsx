import { type ReactNode } from 'react';
import { useWords } from '../kit/reader.js';
import { Heading } from './heading.js';

/** A page beside the pages of one meeting: all meetings, the person who is signed in, or what concerns all of Sala. */
export const SideFrame = ({ of, children }: { of: 'account' | 'meetings' | 'webhooks'; children: ReactNode }) => {
  const { title } = useWords(of);
  const { product } = useWords('shell');
  return (
    <>
      <Heading title={title} of={`${title} · ${product}`} />
      {children}
    </>
  );
};
