import { type FormEvent, type ReactNode, useState } from 'react';
import type { Organisation, Site } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { type Mistake, Mistakes, mistakesOf, wrongAt } from '../../kit/form/mistakes.js';
import { Notice } from '../../kit/notice.js';
import { useWords } from '../../kit/reader.js';
import { ContactFields } from './contact-fields.js';
import { contentOf, type Edits, nothingTyped, othersSaved, pathOf, shownAt } from './draft.js';
import { type Choice, EntryField } from './entry-field.js';
import { idOfPath } from './ids.js';

export type EntryPath = keyof ReturnType<typeof useDirectoryWords<'entry'>>['fields'];
type Entry = Partial<Organisation> | Partial<Site>;

type EntryFormOf = {
  /** As it is kept now; what somebody else saves meanwhile comes into what nobody has typed over. */
  readonly base: Entry;
  readonly paths: readonly EntryPath[];
  readonly choicesOf: (path: EntryPath, shown: (path: EntryPath) => string) => readonly Choice[] | undefined;
  readonly save: (content: object) => Promise<unknown>;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly look: () => void;
  readonly children?: ReactNode;
};

/** An entry of the directory, to be corrected field by field; nothing that was typed is lost to what others do. */
export const EntryForm = ({ base, paths, choicesOf, save, busy, problem, look, children }: EntryFormOf) => {
  const words = useDirectoryWords('entry');
  const kit = useWords('kit');
  const [seen, setSeen] = useState(base);
  const [edits, setEdits] = useState<Edits>(nothingTyped);
  const [turn, setTurn] = useState(0);
  const [saved, setSaved] = useState(false);
  const isConflict = problem?.problem.code === 'revision-conflict';
  const labelled = mistakesOf(problem?.problem, (field) => {
    const path = pathOf(field, paths);
    return path === undefined ? undefined : idOfPath(path);
  });
  // As the form calls it: the API's word for it names all that it stands in.
  const labels = new Map<string, string>(paths.map((path) => [idOfPath(path), words.fields[path]]));
  const mistakes: readonly Mistake[] =
    turn === 0 ? [] : labelled.map((each) => ({ ...each, label: labels.get(each.id) ?? each.label }));
  const others = othersSaved(seen, base, edits);
  const shown = (path: EntryPath) => shownAt(base, edits, path);
  const edit = (changes: Partial<Edits>) => {
    setSaved(false);
    setEdits({ ...edits, ...changes });
  };
  const type = (path: EntryPath, text: string) => {
    // A site lies in one province: in another it is chosen anew.
    const texts = { ...edits.texts, [path]: text };
    edit({ texts: path === 'provinceCode' && paths.includes('siteId') ? { ...texts, siteId: '' } : texts });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaved(false);
    const content = contentOf(base, edits);
    if (hasFailed(await save(content))) return setTurn((before) => before + 1);
    setTurn(0);
    setSeen(content);
    setEdits(nothingTyped);
    setSaved(true);
  };
  return (
    <form className="entry" noValidate onSubmit={(event) => void submit(event)}>
      <Mistakes mistakes={mistakes} turn={turn} />
      {paths.map((path) => (
        <EntryField
          key={path}
          path={path}
          label={words.fields[path]}
          hint={
            path === 'phone' ? kit.phoneHint : path === 'aliases' || path === 'email' ? words.hints[path] : undefined
          }
          value={shown(path)}
          onType={(text) => type(path, text)}
          wrong={wrongAt(mistakes, idOfPath(path))}
          others={others[path]}
          choices={choicesOf(path, shown)}
        />
      ))}
      <ContactFields
        contacts={edits.contacts ?? base.contacts ?? []}
        onChange={(contacts) => edit({ contacts })}
        mistakes={mistakes}
        others={others['contacts']}
      />
      {children}
      {isConflict ? (
        <div className="notice" role="alert">
          <p>{words.conflict}</p>
          <button type="button" className="quiet" onClick={look}>
            {words.look}
          </button>
        </div>
      ) : (
        labelled.length === 0 && <Notice problem={problem} />
      )}
      <p>
        <button disabled={busy}>{words.save}</button>
      </p>
      <output className={saved ? 'done' : undefined}>{saved && words.saved}</output>
    </form>
  );
};
