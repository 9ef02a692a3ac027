import { useEffect, useState } from 'react';
import { ListInvitations, type MailWording, mayAsk, PreviewMailWording } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Field } from '../../kit/form/field.js';
import { SearchField } from '../../kit/form/search-field.js';
import { useTyped } from '../../kit/form/use-typed.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Words } from './wording-typing.js';

/** More are found by typing more. */
const mostFound = 6;
/** Whoever types is not asked about at each letter. */
const pauseMs = 600;

export type Chosen = { readonly case?: string; readonly office?: { readonly id: string; readonly name: string } };
type Choosing = { readonly of: Chosen; readonly onChoose: (of: Chosen) => void };

const OfficeFound = ({ q, of, onChoose }: Choosing & { q: string }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('wording');
  const { named, province } = useReader();
  const { value } = useAnswer(ListInvitations, { meetingId: meeting.id, q, limit: mostFound });
  if (value?.items.length === 0) return <p role="status">{words.noOffice}</p>;
  return (
    <ul>
      {value?.items.map(({ id, organisation: { name, provinceCode } }) => (
        <li key={id}>
          <button
            type="button"
            className="quiet"
            onClick={() => onChoose({ ...of, office: { id, name: named(name) } })}
          >
            {words.choose} {named(name)} · {province(provinceCode)}
          </button>
        </li>
      ))}
    </ul>
  );
};

/** For which case and which office it is shown; of a draft no office is invited yet. */
const Choices = ({ wording, of, onChoose }: Choosing & { wording: MailWording }) => {
  const { meeting, staff } = useMeeting();
  const words = useMailsWords('wording');
  const { typed, type, q, clear } = useTyped();
  const names: Readonly<Record<string, string>> = words.cases;
  return (
    <>
      {wording.cases.length > 1 && (
        <Field label={words.case}>
          {(described) => (
            <select
              {...described}
              value={of.case ?? wording.cases[0]}
              onChange={({ target }) => onChoose({ ...of, case: target.value })}
            >
              {wording.cases.map((each) => (
                <option key={each} value={each}>
                  {names[each] ?? each}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      {meeting.status !== 'draft' && mayAsk(ListInvitations, staff) && (
        <>
          <SearchField label={words.office} hint={words.officeHint} autoComplete="off" value={typed} onType={type} />
          {q !== '' && (
            <OfficeFound
              q={q}
              of={of}
              onChoose={(chosen) => {
                onChoose(chosen);
                clear();
              }}
            />
          )}
          {of.office !== undefined && <p>{of.office.name}</p>}
        </>
      )}
    </>
  );
};

type PreviewOf = Choosing & { readonly wording: MailWording; readonly typed: Words };
export const requestOf = ({ meetingId, kind, language }: MailWording, typed: Words, of: Chosen) => ({
  meetingId,
  kind,
  language,
  ...typed,
  ...(of.case !== undefined && { case: of.case }),
  ...(of.office !== undefined && { invitationId: of.office.id }),
});

/** The letter as it would be with what is typed, saved or not; what is wrong with it is told to whoever shows the form. */
export const usePreview = (wording: MailWording, typed: Words, of: Chosen) => {
  const request = JSON.stringify(requestOf(wording, typed, of));
  const [asked, setAsked] = useState(request);
  const [shown, setShown] = useState<{ readonly subject: string; readonly text: string }>();
  useEffect(() => {
    const timer = setTimeout(() => setAsked(request), pauseMs);
    return () => clearTimeout(timer);
  }, [request]);
  const { value, problem } = useAnswer(PreviewMailWording, JSON.parse(asked) as ReturnType<typeof requestOf>);
  useEffect(() => {
    if (value !== undefined) setShown(value);
  }, [value]);
  return { shown: value ?? shown, problem };
};

type ShownOf = PreviewOf & {
  readonly shown: { readonly subject: string; readonly text: string } | undefined;
  readonly problem: ApiProblem | undefined;
};

/** What the recipient reads, beside what is typed; as a mail program shows it in a tab of its own. */
export const WordingPreview = ({ wording, typed, of, onChoose, shown, problem }: ShownOf) => {
  const words = useMailsWords('wording');
  const { subject } = useMailsWords('mail');
  const { meetingId, kind, language } = wording;
  const fields = { ...typed, ...(of.case && { case: of.case }), ...(of.office && { invitationId: of.office.id }) };
  return (
    <section aria-label={words.preview}>
      <h2>{words.preview}</h2>
      <p className="hint">{words.previewHint}</p>
      <Choices wording={wording} of={of} onChoose={onChoose} />
      <Notice problem={problem?.problem?.fields === undefined ? problem : undefined} />
      {shown !== undefined && (
        <div className="one-mail">
          <p lang={language}>
            {subject} <b>{shown.subject}</b>
          </p>
          <div className="text" lang={language}>
            {shown.text}
          </div>
        </div>
      )}
      <form method="post" action={`/mail-preview/${meetingId}/${kind}/${language}`} target="_blank">
        {Object.entries(fields).map(([name, said]) => (
          <input key={name} type="hidden" name={name} value={said} />
        ))}
        <button className="quiet">{words.html}</button>
      </form>
    </section>
  );
};
