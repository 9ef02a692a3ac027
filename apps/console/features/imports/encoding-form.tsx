import { type FormEvent, useId, useState } from 'react';
import { GetImport, type Import, SetImportColumns } from '#contracts';
import { useCommand } from '../../kit/data/use-command.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Notice } from '../../kit/notice.js';

type Encoding = NonNullable<Import['encoding']>;

/** Rows of the file as they read in each encoding that it may have: a person sees which of them is Thai. */
export const EncodingForm = ({ importId, encoding }: { importId: string; encoding: Encoding }) => {
  const words = useDirectoryWords('encoding');
  const group = useId();
  const [chosen, setChosen] = useState(encoding.used);
  const { send, busy, problem } = useCommand(SetImportColumns, { makesStale: [GetImport] });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ importId, encoding: chosen });
  };
  return (
    <form onSubmit={submit}>
      <fieldset className="readings">
        <legend>{words.title}</legend>
        <p className="hint">{words.hint}</p>
        {encoding.samples.map(({ encoding: each, rows }) => (
          <div key={each}>
            <label className="choice">
              <input type="radio" name={group} checked={chosen === each} onChange={() => setChosen(each)} />
              {words.names[each]}
            </label>
            <ul>
              {rows.map((row, index) => (
                <li key={index}>{row.filter((text) => text !== '').join(' · ')}</li>
              ))}
            </ul>
          </div>
        ))}
        <Notice problem={problem} />
        <p>
          <button disabled={busy}>{words.confirm}</button>
        </p>
      </fieldset>
    </form>
  );
};
