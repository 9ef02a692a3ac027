import { Link } from '@tanstack/react-router';
import { useWords } from '../kit/reader.js';
import { Heading } from './heading.js';

export const NotFound = () => {
  const words = useWords('shell');
  return (
    <>
      <Heading title={words.notFound} of={`${words.notFound} · ${words.product}`} />
      <p>{words.notFoundHint}</p>
      <p>
        <Link to="/">{words.toStart}</Link>
      </p>
    </>
  );
};
