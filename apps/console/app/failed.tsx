import { useWords } from '../kit/reader.js';
import { Heading } from './heading.js';

/** A page that could not be shown: after an update of Sala its files have other names, and a reload finds them. */
export const Failed = () => {
  const words = useWords('shell');
  return (
    <>
      <Heading title={words.failed} of={`${words.failed} · ${words.product}`} />
      <p role="alert">{words.failedHint}</p>
      <button type="button" onClick={() => location.reload()}>
        {words.reload}
      </button>
    </>
  );
};
