import { type FormEvent } from 'react';
import { FaultKind, GetConferenceDay, GetSiteJoining, LogSiteFault } from '#contracts';
import { useConferenceWords } from '../../kit/conference-words.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';

/** A line that is lost is entered by how the site stands, and a mistake at the entry that is one. */
const kinds = FaultKind.options.filter((kind) => kind !== 'dropped' && kind !== 'mistake');

/** Enters what is wrong at a site. */
export const FaultForm = ({ siteId }: { siteId: string }) => {
  const { meeting } = useMeeting();
  const words = useConferenceWords('one');
  const faults = useConferenceWords('faults');
  const { send, busy, problem } = useCommand(LogSiteFault, { makesStale: [GetConferenceDay, GetSiteJoining] });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const said = new FormData(form);
    const what = FaultKind.safeParse(said.get('what'));
    if (!what.success) return;
    const note = String(said.get('note') ?? '').trim();
    const entry = { meetingId: meeting.id, siteId, faultId: newId(), what: what.data };
    const outcome = await send({ ...entry, ...(note !== '' && { note }) });
    if (!hasFailed(outcome)) form.reset();
  };
  return (
    <form onSubmit={(event) => void submit(event)}>
      <h3>{words.fault}</h3>
      <Field label={words.what}>
        {(described) => (
          <select {...described} name="what">
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {faults[kind]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.note}>{(described) => <input {...described} name="note" maxLength={500} />}</Field>
      <div className="actions">
        <button disabled={busy}>{words.log}</button>
      </div>
      <Notice problem={problem} />
    </form>
  );
};
