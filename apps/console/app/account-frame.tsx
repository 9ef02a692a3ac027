import { type ReactNode } from 'react';
import { useWords } from '../kit/reader.js';
import { Heading } from './heading.js';

/** A page beside the meetings: of the person who is signed in. */
export const AccountFrame = ({ children }: { children: ReactNode }) => {
  const { title } = useWords('account');
  const { product } = useWords('shell');
  return (
    <>
      <Heading title={title} of={`${title} · ${product}`} />
      {children}
    </>
  );
};
