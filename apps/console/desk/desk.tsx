import { type FormEvent, useState } from 'react';
import type { Answer, Invitation, Meeting, RecordedReply } from '#contracts';
import { ApiProblem, ask } from '../page/api.js';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';
import { useListing } from '../page/use-listing.js';
import { instantOf } from './wall-time.js';

const text = (fields: FormData, name: string): string => String(fields.get(name) ?? '').trim();

/** The attendees' rows of the form: a row without a name is left out. */
const attendeesOf = (fields: FormData, rows: number) =>
  Array.from({ length: rows }, (_each, row) => ({ name: text(fields, `name-${row}`), position: text(fields, `position-${row}`) })).flatMap(({ name, position }) =>
    name === '' ? [] : [{ name, ...(position === '' ? {} : { position }) }],
  );

export const Desk = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, tongue } = useReader();
  const { items, problem: listProblem } = useListing<Invitation>(`/meetings/${meeting.id}/invitations`);
  const [answer, setAnswer] = useState<Answer>('attend');
  const [rows, setRows] = useState(1);
  const [outcome, setOutcome] = useState<RecordedReply>();
  const [problem, setProblem] = useState<ApiProblem>();
  const nameOf = (invitation: Invitation) => `${named(invitation.organisation.name)} (${invitation.organisation.provinceCode})`;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const wanted = text(fields, 'office');
    const invitation = items?.find((each) => nameOf(each) === wanted);
    const office = form.elements.namedItem('office');
    if (invitation === undefined) {
      if (office instanceof HTMLInputElement) {
        office.setCustomValidity(words.chooseOffice);
        office.reportValidity();
      }
      return;
    }
    const note = text(fields, 'note');
    try {
      const recorded = await ask<RecordedReply>(tongue, `/invitations/${invitation.id}/response`, {
        method: 'PUT',
        json: {
          channel: fields.get('channel'),
          receivedAt: instantOf(text(fields, 'receivedAt'), meeting.timeZone),
          content: { answer, attendees: answer === 'decline' ? [] : attendeesOf(fields, rows), ...(note === '' ? {} : { note }) },
        },
      });
      setOutcome(recorded);
      setProblem(undefined);
      form.reset();
      setRows(1);
      setAnswer('attend');
    } catch (error) {
      setOutcome(undefined);
      if (error instanceof ApiProblem) setProblem(error);
    }
  };

  return (
    <section className="desk">
      <p>{words.deskHint}</p>
      <Notice problem={listProblem} />
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {words.office}
          <input name="office" list="offices" required autoComplete="off" placeholder={words.chooseOffice} onInput={(event) => event.currentTarget.setCustomValidity('')} />
        </label>
        <datalist id="offices">
          {items?.map((each) => <option key={each.id} value={nameOf(each)} />)}
        </datalist>
        <div className="filters">
          <label>
            {words.channel}
            <select name="channel">
              <option value="fax">{words.fax}</option>
              <option value="phone">{words.phone}</option>
              <option value="letter">{words.letter}</option>
              <option value="e-mail">{words['e-mail']}</option>
            </select>
          </label>
          <label>
            {words.receivedAt}
            <input name="receivedAt" type="datetime-local" required />
          </label>
        </div>
        <fieldset>
          <legend>{words.answer}</legend>
          {(['attend', 'representative', 'decline'] as const).map((each) => (
            <label key={each} className="choice">
              <input type="radio" name="answer" value={each} checked={answer === each} onChange={() => setAnswer(each)} /> {words[each]}
            </label>
          ))}
        </fieldset>
        {answer !== 'decline' &&
          Array.from({ length: rows }, (_each, row) => (
            <div className="filters" key={row}>
              <label>
                {words.attendeeName} {row + 1}
                <input name={`name-${row}`} required={row === 0} maxLength={200} />
              </label>
              <label>
                {words.attendeePosition}
                <input name={`position-${row}`} maxLength={200} />
              </label>
            </div>
          ))}
        {answer !== 'decline' && rows < 20 && (
          <button type="button" className="quiet" onClick={() => setRows(rows + 1)}>
            + {words.addAttendee}
          </button>
        )}
        <label>
          {words.note}
          <textarea name="note" maxLength={1000} rows={2} />
        </label>
        <Notice problem={problem} />
        <button>{words.record}</button>
        {outcome !== undefined && (
          <output className="done">
            {outcome.changed ? words.recorded : words.unchanged} · {named(outcome.invitation.organisation.name)} · {words[outcome.response.answer]}
            {outcome.response.late && ` · ${words.late}`}
          </output>
        )}
      </form>
    </section>
  );
};
