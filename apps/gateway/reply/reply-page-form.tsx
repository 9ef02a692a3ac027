import { type Language, type ReplyForm } from '#contracts';
import { limits, type Mistake, type Typed } from './reply-form.js';
import { formId, type Place } from './reply-page-parts.js';
import { mistakeText, replyWords } from './reply-words.js';

export type FormView = Place & {
  readonly form: ReplyForm;
  readonly typed: Typed;
  readonly mistakes?: readonly Mistake[];
  readonly conflict?: boolean;
  /** The reply was sent just now. */
  readonly done?: boolean;
  /** Somebody has typed into the form: nothing may lead away from it that would lose this. */
  readonly touched?: boolean;
  /** A person was added just now: the reader goes on there. */
  readonly added?: boolean;
};

const wrongId = (field: string) => `wrong-${field.replaceAll('.', '-')}`;
const fieldId = (field: string) => `field-${field.replaceAll('.', '-')}`;

export const Form = ({ view }: { view: FormView }) => {
  const { form, typed, language, mistakes = [], added = false } = view;
  const action = `${view.address}?lang=${language}`;
  const words = replyWords[language];
  const mistakeAt = (field: string) => mistakes.find((each) => each.field === field);
  const Wrong = ({ field }: { field: string }) => {
    const mistake = mistakeAt(field);
    return mistake ? <span className="wrong" id={wrongId(field)}>{mistakeText(mistake, language)}</span> : null;
  };
  const marks = (field: string, hint?: string) => {
    const described = [mistakeAt(field) && wrongId(field), hint].filter((each) => each).join(' ');
    return { id: fieldId(field), name: field, ...(mistakeAt(field) && { 'aria-invalid': true }), ...(described !== '' && { 'aria-describedby': described }) };
  };
  return (
    <form id={formId} method="post" action={action} noValidate>
      <button className="first" tabIndex={-1} aria-hidden="true">{words.send}</button>
      <input type="hidden" name="revision" value={typed.revision} />
      <fieldset aria-describedby={mistakeAt('answer') && wrongId('answer')}>
        <legend>{words.question}</legend>
        <Wrong field="answer" />
        {(['attend', 'representative', 'decline'] as const).map((answer, index) => (
          <label className="choice" key={answer}>
            <input type="radio" name="answer" value={answer} id={index === 0 ? fieldId('answer') : undefined} defaultChecked={typed.answer === answer} required />
            <b>{words.answers[answer].label}</b>
            <small>{words.answers[answer].hint}</small>
          </label>
        ))}
      </fieldset>
      <fieldset className="who" aria-describedby="who-hint">
        <legend>{words.attendees}</legend>
        <span className="hint" id="who-hint">{words.attendeesHint}</span>
        {typed.attendees.map((row, index) => (
          <div className="row" key={index}>
            {typed.attendees.length > 1 && <h3>{words.person(index + 1)}</h3>}
            <div className="cells">
              <label className="field w2">
                <span>{words.name}</span>
                <input type="text" {...marks(`attendees.${index}.name`)} defaultValue={row.name} autoFocus={added && index === typed.attendees.length - 1} maxLength={limits.name} autoComplete={index === 0 ? 'name' : 'off'} />
                <Wrong field={`attendees.${index}.name`} />
              </label>
              <label className="field w3">
                <span>{words.position} <em>({words.optional})</em></span>
                <input type="text" {...marks(`attendees.${index}.position`)} defaultValue={row.position} maxLength={limits.position} autoComplete="off" />
                <Wrong field={`attendees.${index}.position`} />
              </label>
              <label className="field">
                <span>{words.phone} <em>({words.optional})</em></span>
                <input type="tel" {...marks(`attendees.${index}.phone`)} defaultValue={row.phone} maxLength={limits.phone} autoComplete="off" />
                <Wrong field={`attendees.${index}.phone`} />
              </label>
            </div>
          </div>
        ))}
        {typed.attendees.length < limits.attendees && <button className="plain" name="more" value="1" formAction={`${action}#${fieldId(`attendees.${typed.attendees.length}.name`)}`} formNoValidate>+ {words.addPerson}</button>}
      </fieldset>
      <label className="field">
        <span>{words.note} <em>({words.optional})</em></span>
        <textarea {...marks('note')} defaultValue={typed.note} maxLength={limits.note} rows={2} />
        <Wrong field="note" />
      </label>
      <button className="main">{form.invitation.response ? words.sendChange : words.send}</button>
      <p className="small">{words.privacy}</p>
    </form>
  );
};

/** Has the focus when the page comes back, so that a screen reader starts here; each line leads to its field. */
export const MistakeSummary = ({ mistakes, persons, language }: { mistakes: readonly Mistake[]; persons: number; language: Language }) => {
  const words = replyWords[language];
  const personOf = (field: string) => {
    const row = /^attendees\.(\d+)\./.exec(field)?.[1];
    return row === undefined || persons < 2 ? '' : `${words.person(Number(row) + 1)}: `;
  };
  return (
    <div className="box bad" role="alert" tabIndex={-1} autoFocus>
      <h2>{words.mistakesHeading}</h2>
      <ul>
        {mistakes.map((mistake) => (
          <li key={mistake.field}><a href={`#${fieldId(mistake.field)}`}>{personOf(mistake.field)}{mistakeText(mistake, language)}</a></li>
        ))}
      </ul>
    </div>
  );
};
