import { type FormEvent, useState } from 'react';
import { filesOf, type Meeting, meetingContentOf } from '#contracts';
import { type Mistake, Mistakes, mistakesOf } from '../../kit/form/mistakes.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { DocumentRows } from './document-rows.js';
import { type ListName, readLists, type TypedLists, typedLists } from './documents.js';
import { SaveChange } from './save-change.js';
import { idOfPath } from './text-fields.js';
import { useChange } from './use-change.js';
import './prepare.css';

const listNames = ['enclosures', 'documents'] as const satisfies readonly ListName[];

/** Where a field of the request stands on this page. */
const inputOf = (field: string): string | undefined => {
  const id = idOfPath(field.replace(/^content\.(?:letter\.)?/, ''));
  return document.getElementById(id) === null ? undefined : id;
};

const DocumentsForm = ({ meeting }: { meeting: Meeting }) => {
  const words = usePrepareWords('documents');
  const [edits, setEdits] = useState<Partial<TypedLists>>({});
  const [tries, setTries] = useState(0);
  const change = useChange(meeting);
  const content = meetingContentOf(meeting);
  const base = typedLists(content);
  const typed: TypedLists = { ...base, ...edits };
  const read = readLists(typed, content);
  const own: readonly Mistake[] =
    'mistakes' in read ? read.mistakes.map(({ path, of }) => ({ id: idOfPath(path), ...words.mistakes[of] })) : [];
  const refused = mistakesOf(change.problem?.problem, inputOf);
  const mistakes = tries === 0 ? [] : own.length > 0 ? own : refused;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if ('content' in read) await change.save(read.content);
    setTries((before) => before + 1);
  };
  const kept = new Set(filesOf(meeting).map(({ file }) => file.fileId));
  return (
    <form className="prepare" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={tries} />
      <p>{words.intro}</p>
      <p className="hint">{words.accepts}</p>
      {listNames.map((name) => (
        <DocumentRows
          key={name}
          meetingId={meeting.id}
          name={name}
          rows={typed[name]}
          kept={kept}
          mistakes={mistakes}
          onChange={(changed) => {
            setEdits((before) => ({
              // What was saved is the meeting's: of the other list, what somebody else makes of it since.
              ...(change.saved ? {} : before),
              [name]: changed(before[name] ?? base[name]),
            }));
            change.forget();
          }}
        />
      ))}
      <SaveChange meeting={meeting} change={change} refused={refused.length > 0} />
    </form>
  );
};

/** What goes with the letter and what participants read: titles, how many, files. */
export const DocumentsPage = () => {
  const { meeting } = useMeeting();
  return <DocumentsForm key={meeting.id} meeting={meeting} />;
};
