import { Link } from '@tanstack/react-router';
import { ListMailWordings, type WordingState } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import './mails.css';

/** How a letter is worded now, in a few words. */
export const useWordingState = (): ((state: WordingState) => string) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('wording');
  const { shortMoment } = useReader();
  return ({ own, from, changedAt }) => {
    if (!own || changedAt === undefined) return words.usual;
    return from === undefined ? words.own(shortMoment(changedAt, meeting.timeZone)) : words.carried;
  };
};

/** Which mails of the meeting have words of its own, by kind and language. */
export const WordingPage = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('wording');
  const { names } = useReader();
  const stateOf = useWordingState();
  const { value, problem, reload } = useAnswer(ListMailWordings, { meetingId: meeting.id });
  const columns: readonly [Column<WordingState>, ...Column<WordingState>[]] = [
    {
      id: 'kind',
      title: words.kind,
      cell: ({ kind, language }) => (
        <Link
          to={`/meetings/${meeting.id}/wording/${kind}/${language}`}
          aria-label={`${names.deliveryKinds[kind]} ${words.languages[language]}`}
        >
          {names.deliveryKinds[kind]}
        </Link>
      ),
    },
    { id: 'language', title: words.language, value: ({ language }) => words.languages[language] },
    { id: 'state', title: words.state, value: stateOf },
  ];
  return (
    <>
      <p>{words.hint}</p>
      <Notice problem={problem} retry={reload} />
      {value === undefined && problem === undefined && <Loading />}
      {value !== undefined && (
        <Table
          caption={words.caption}
          columns={columns}
          rows={value.items}
          rowId={({ kind, language }) => `${kind}.${language}`}
        />
      )}
    </>
  );
};
