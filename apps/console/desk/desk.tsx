import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Invitation, Meeting, RecordedReply, Response } from '#contracts';
import { type ApiProblem, ask, problemFrom } from '../page/api.js';
import { deskChannels } from '../page/channels.js';
import { Notice } from '../page/notice.js';
import { provinceName } from '../page/provinces.js';
import { useReader } from '../page/reader.js';
import { useAnswer } from '../page/use-answer.js';
import { useListing } from '../page/use-listing.js';
import { Attendees } from './attendees.js';
import { afterTakingBack, contentOf, type Draft, heardOf, noWork, toldOfConflict, typedInto } from './draft.js';
import { labelledOffices, officeOf } from './offices.js';
import { Said } from './said.js';
import { arrivalOf, clockTimeOf, readWallTime, spanOfTime, wallTimeOf } from './wall-time.js';

type Known = { invitation: Invitation; responses: Response[] };

export const Desk = ({ meeting, mayTakeBack }: { meeting: Meeting; mayTakeBack: boolean }) => {
  const { words, named, dated, tongue } = useReader();
  const { items, problem: listProblem } = useListing<Invitation>(`/meetings/${encodeURIComponent(meeting.id)}/invitations`);
  const [typed, setTyped] = useState('');
  const [channel, setChannel] = useState<(typeof deskChannels)[number]>('fax');
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [work, setWork] = useState(noWork);
  const [outcome, setOutcome] = useState<RecordedReply>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [busy, setBusy] = useState(false);
  const officeField = useRef<HTMLInputElement>(null);
  const dayField = useRef<HTMLInputElement>(null);
  const timeField = useRef<HTMLInputElement>(null);

  const labels = useMemo(() => {
    const classNames = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
    return labelledOffices(items ?? [], { named, province: (code) => provinceName(code, tongue), className: (id) => classNames.get(id) ?? id });
  }, [items, meeting, named, tongue]);
  const chosen = officeOf(labels, typed);
  const known = useAnswer<Known>(chosen === undefined ? undefined : `/invitations/${chosen.id}`);
  const invitation = known.value?.invitation.id === chosen?.id ? known.value?.invitation : undefined;

  useEffect(() => {
    if (invitation !== undefined) setWork((before) => heardOf(before, invitation));
  }, [invitation]);
  const { draft } = work;
  const setDraft = (next: Draft) => setWork((before) => typedInto(before, next));
  const expectedRevision = work.begun !== undefined && work.begun.invitationId === invitation?.id ? work.begun.revision : undefined;
  // Recording over what can't be read would wipe it out.
  const withheld = invitation?.response?.withheld !== undefined;
  useEffect(() => officeField.current?.setCustomValidity(typed !== '' && chosen === undefined && items !== undefined ? words.chooseOffice : ''), [typed, chosen, items, words]);

  const received = day === '' && time === '' ? undefined : readWallTime(day, time, meeting.timeZone);
  const wrongAt = (field: 'day' | 'time') => (received !== undefined && 'mistake' in received && received.field === field ? words[received.mistake] : '');
  useEffect(() => {
    dayField.current?.setCustomValidity(wrongAt('day'));
    timeField.current?.setCustomValidity(wrongAt('time'));
  });
  const counting = invitation?.response;
  const receivedAt =
    received !== undefined && 'instant' in received
      ? arrivalOf(received.instant, spanOfTime(time), { from: meeting.announcedAt, after: counting?.saidAgainAt ?? counting?.receivedAt })
      : undefined;
  const later = counting !== undefined && receivedAt !== undefined && (counting.saidAgainAt ?? counting.receivedAt) > receivedAt ? counting : undefined;
  /** Sala's own clock: in a rehearsal it is not the browser's. */
  const setNow = async () => {
    const { now } = await ask<{ now: string }>(tongue, '/clock');
    const [date = ''] = wallTimeOf(now, meeting.timeZone).split('T');
    const [year = '', month = '', dayOfMonth = ''] = date.split('-');
    setDay(`${Number(dayOfMonth)}/${Number(month)}/${tongue === 'th' ? Number(year) + 543 : year}`);
    setTime(clockTimeOf(now, meeting.timeZone));
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (invitation === undefined || expectedRevision === undefined || receivedAt === undefined || withheld || busy) return;
    setBusy(true);
    setOutcome(undefined);
    try {
      const json = { channel, receivedAt, content: contentOf(draft), expectedRevision };
      setOutcome(await ask<RecordedReply>(tongue, `/invitations/${invitation.id}/response`, { method: 'PUT', json }));
      setProblem(undefined);
      setTyped('');
      setWork(noWork);
      officeField.current?.focus();
    } catch (error) {
      const told = problemFrom(tongue, error);
      setProblem(told);
      if (told.problem.code === 'revision-conflict') setWork(toldOfConflict);
      // Somebody answered meanwhile: what the office says now is shown, and what was typed stays.
      known.reload();
    } finally {
      setBusy(false);
    }
  };

  return (
    <section className="desk">
      <p>{words.deskHint}</p>
      <Notice problem={listProblem ?? known.problem} />
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {words.office}
          <input ref={officeField} list="offices" required autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <datalist id="offices">
          {[...labels.keys()].map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
        {invitation !== undefined && (
          <Said
            key={invitation.id}
            invitation={invitation}
            responses={known.value?.responses ?? []}
            meeting={meeting}
            mayTakeBack={mayTakeBack}
            onTakenBack={() => setWork(afterTakingBack)}
            onChanged={known.reload}
          />
        )}
        <div className="filters">
          <label>
            {words.channel}
            <select value={channel} onChange={(event) => setChannel(deskChannels.find((each) => each === event.target.value) ?? 'fax')}>
              {deskChannels.map((each) => (
                <option key={each} value={each}>
                  {words[each]}
                </option>
              ))}
            </select>
          </label>
          <label>
            {words.receivedDay}
            <input ref={dayField} required value={day} placeholder={words.dayExample} aria-describedby="received" onChange={(event) => setDay(event.target.value)} />
          </label>
          <label>
            {words.receivedTime}
            <input ref={timeField} required value={time} placeholder="09:30" aria-describedby="received" onChange={(event) => setTime(event.target.value)} />
          </label>
          <button type="button" className="quiet" onClick={() => void setNow().catch((error: unknown) => setProblem(problemFrom(tongue, error)))}>
            {words.now}
          </button>
        </div>
        <p id="received" role="status" className={received !== undefined && 'mistake' in received ? 'wrong' : undefined}>
          {received === undefined ? words.eitherEra : 'mistake' in received ? words[received.mistake] : dated(received.instant, meeting.timeZone)}
        </p>
        <fieldset>
          <legend>{words.answer}</legend>
          {(['attend', 'representative', 'decline'] as const).map((each) => (
            <label key={each} className="choice">
              <input type="radio" name="answer" checked={draft.answer === each} onChange={() => setDraft({ ...draft, answer: each })} /> {words[each]}
            </label>
          ))}
        </fieldset>
        {draft.answer !== 'decline' && <Attendees attendees={draft.attendees} onChange={(attendees) => setDraft({ ...draft, attendees })} />}
        <label>
          {words.note}
          <textarea value={draft.note} maxLength={1000} rows={2} onChange={(event) => setDraft({ ...draft, note: event.target.value })} />
        </label>
        {later !== undefined && (
          <p className="notice" role="alert">
            {words.answeredLater} {words[later.channel]} · {dated(later.receivedAt, meeting.timeZone)}
          </p>
        )}
        {withheld && (
          <p className="notice" role="alert">
            {words.answerWithheld}
          </p>
        )}
        <Notice problem={problem} />
        <button disabled={busy || withheld}>{later === undefined ? words.record : words.recordAnyway}</button>
        {outcome !== undefined && (
          <output className="done">
            {outcome.changed ? words.recorded : words.unchanged} · {named(outcome.invitation.organisation.name)} · {words[outcome.response.answer]}
            {outcome.response.late && ` · ${words.late}`}
            {!outcome.counts && ` · ${words.doesNotCount}`}
          </output>
        )}
      </form>
    </section>
  );
};
