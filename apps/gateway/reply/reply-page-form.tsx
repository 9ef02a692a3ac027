import {
  type Asked,
  askedInParts,
  askedInReply,
  askedOfAttendee,
  fieldWordsOf,
  type Language,
  quotaOf,
  type ReplyField,
  type ReplyForm,
  type ReplyFormSettings,
} from '#contracts';
import { FieldInput, Suggestions, Tick } from './reply-field.js';
import { type Mistake, type Typed } from './reply-form.js';
import { type OpinionsView } from './reply-opinion-form.js';
import { formId, type PageContext } from './reply-page-parts.js';
import { hiddenWith } from './reply-hidden.js';
import { Questions } from './reply-questions.js';
import { mistakeText, replyWords } from './reply-words.js';
import { type Withdrawal } from './withdraw-form.js';

export type FormView = PageContext & {
  readonly form: ReplyForm;
  readonly typed: Typed;
  readonly mistakes?: readonly Mistake[];
  readonly conflict?: boolean;
  /** The reply was sent just now. */
  readonly done?: boolean;
  /** Somebody has typed into the form: nothing may lead away from it that would lose this. */
  readonly touched?: boolean;
  /** A person's row that was added just now, or in whose place one was removed: the reader goes on there. */
  readonly row?: number;
  /** The office wanted to withdraw its answer, and could not yet. */
  readonly withdrawal?: Withdrawal;
  /** The page is only looked at by whoever makes its form, which goes with it. */
  readonly sample?: string;
  /** What became of an opinion that was sent or withdrawn. */
  readonly opinions?: OpinionsView;
};

const wrongId = (field: string) => `wrong-${field.replaceAll('.', '-')}`;
const rowId = (row: number) => `row-${row}`;
const fieldId = (field: string) => `field-${field.replaceAll('.', '-')}`;
export const Form = ({ view }: { view: FormView }) => {
  const { form, typed, language, mistakes = [] } = view;
  const action = `${view.address}?lang=${language}`;
  const words = replyWords(language);
  const called = fieldWordsOf(language);
  const settings = form.meeting.form;
  const ofAttendee = askedOfAttendee(settings);
  const most = quotaOf(settings);
  /** Where a row begins: the page that comes back is scrolled there, also where nothing has the focus of itself. */
  const toRow = (row: number) => `${view.here === true ? `?lang=${language}` : action}#${rowId(row)}`;
  const mistakeAt = (field: string) => mistakes.find((each) => each.field === field);
  const Wrong = ({ field }: { field: string }) => {
    const mistake = mistakeAt(field);
    return mistake ? (
      <span className="wrong" id={wrongId(field)}>
        {mistakeText(mistake, language, settings)}
      </span>
    ) : null;
  };
  /** Only what something leads to has an id: the page is to stay small. */
  const marks = (field: string) => {
    const isWrong = mistakeAt(field) !== undefined;
    return {
      name: field,
      ...(isWrong && { id: fieldId(field), 'aria-invalid': true, 'aria-describedby': wrongId(field) }),
    };
  };
  const hint = ({ field, required }: Pick<Asked<string>, 'field' | 'required'>) => {
    const hints = [
      ...(required || field.part !== undefined ? [] : [words.optional]),
      ...(field.input === 'day' ? [words.dateHint] : []),
    ];
    return hints.length > 0 && <em> ({hints.join(' · ')})</em>;
  };
  const beside = askedInReply(settings);
  const inputOf = ({ name, field, required }: Asked<ReplyField>) => (
    <label className={hiddenWith(field.when)} key={name}>
      <span>
        {called.fields[name]}
        {hint({ field, required })}
      </span>
      <FieldInput
        name={name}
        field={field}
        language={language}
        marks={marks(name)}
        value={typed[name]}
        autoComplete={field.autocomplete}
      />
      <Wrong field={name} />
    </label>
  );
  /** A part that may be left out opens for whoever has something to say there. */
  const isOpen = (asked: readonly Asked<ReplyField>[]): boolean =>
    asked.some(({ name, required }) => required || typed[name] !== '' || mistakeAt(name) !== undefined);
  const parts = askedInParts(beside).map(({ part, asked }) =>
    part !== undefined ? (
      <details key={part} open={isOpen(asked) || undefined}>
        <summary>
          {called.parts[part]}
          {!asked.some(({ required }) => required) && ` (${words.optional})`}
        </summary>
        {asked.map(inputOf)}
      </details>
    ) : asked.length > 1 ? (
      <fieldset key="office">
        <legend>{words.fromOffice}</legend>
        {asked.map(inputOf)}
      </fieldset>
    ) : (
      asked.map(inputOf)
    ),
  );
  return (
    <form id={formId} method="post" action={action} autoComplete="off" noValidate>
      <button className="first" tabIndex={-1} aria-hidden="true">
        {words.send}
      </button>
      <input type="hidden" name="revision" value={typed.revision} />
      <Suggestions fields={[...ofAttendee, ...beside].map(({ field }) => field)} language={language} />
      {view.sample !== undefined && <input type="hidden" name="form" value={view.sample} />}
      <fieldset aria-describedby={mistakeAt('answer') && wrongId('answer')}>
        <legend>{words.question}</legend>
        <Wrong field="answer" />
        {(['attend', 'representative', 'decline'] as const).map((answer, index) => (
          <label className="choice" key={answer}>
            <input
              type="radio"
              name="answer"
              value={answer}
              id={index === 0 ? fieldId('answer') : undefined}
              defaultChecked={typed.answer === answer}
              required
            />
            <b>{words.answers[answer].label}</b>
            <small>{words.answers[answer].hint}</small>
          </label>
        ))}
      </fieldset>
      <fieldset className="who" aria-describedby="who-hint">
        <legend>{words.attendees}</legend>
        <span className="hint" id="who-hint">
          {words.attendeesHint}
          {settings?.quota !== undefined && ` · ${words.quota(most)}`}
        </span>
        {typed.attendees.map((row, index) => (
          <div
            className="row"
            key={index}
            {...(typed.attendees.length > 1 && { role: 'group', 'aria-label': words.person(index + 1) })}
          >
            {typed.attendees.length > 1 && (
              <p>
                <b>{words.person(index + 1)}</b>{' '}
                <button name="less" value={index} formAction={toRow(Math.min(index, typed.attendees.length - 2))}>
                  {words.removePerson(index + 1)}
                </button>
              </p>
            )}
            <div className="cells">
              {ofAttendee.map(({ name, field, required }, column) => {
                const at = `attendees.${index}.${name}`;
                if (field.ofOne === true)
                  return (
                    typed.attendees.length > 1 && (
                      <label className="box-choice" key={name}>
                        <Tick name={name} field={field} language={language} marks={marks(at)} value={row[name]} />
                        <Wrong field={at} />
                      </label>
                    )
                  );
                return (
                  <label className={field.input === 'line' ? 'line' : undefined} key={name}>
                    <span>
                      {called.attendee[name].label}
                      {index === 0 && hint({ field, required })}
                    </span>
                    <FieldInput
                      name={name}
                      field={field}
                      language={language}
                      marks={column === 0 ? { id: rowId(index), ...marks(at) } : marks(at)}
                      value={row[name]}
                      autoFocus={column === 0 && index === view.row}
                      autoComplete={index === 0 ? field.autocomplete : undefined}
                    />
                    <Wrong field={at} />
                  </label>
                );
              })}
            </div>
          </div>
        ))}
        {typed.attendees.length < most && (
          <button className="plain" name="more" value="1" formAction={toRow(typed.attendees.length)}>
            + {words.addPerson}
          </button>
        )}
      </fieldset>
      <Questions settings={settings} language={language} typed={typed} marks={marks} wrong={Wrong} />
      {parts}
      <button className="main">{form.invitation.response ? words.sendChange : words.send}</button>
      <p>
        <button className="plain" name="review" value="1">
          {words.review.act}
        </button>
      </p>
      <p className="small">{words.privacy}</p>
    </form>
  );
};

/** Has the focus when the page comes back, so that a screen reader starts here; each line leads to its field. */
export const MistakeSummary = ({
  mistakes,
  persons,
  language,
  settings,
}: {
  mistakes: readonly Mistake[];
  persons: number;
  language: Language;
  settings: ReplyFormSettings | undefined;
}) => {
  const words = replyWords(language);
  const personOf = (field: string) => {
    const row = /^attendees\.(\d+)\./.exec(field)?.[1];
    return row === undefined || persons < 2 ? '' : `${words.person(Number(row) + 1)}: `;
  };
  return (
    <div className="box bad" role="alert" tabIndex={-1} autoFocus>
      <h2>{words.mistakesHeading}</h2>
      <ul>
        {mistakes.map((mistake) => (
          <li key={mistake.field}>
            <a href={`#${fieldId(mistake.field)}`}>
              {personOf(mistake.field)}
              {mistakeText(mistake, language, settings)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
};
