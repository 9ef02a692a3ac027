import { useReader } from '../page/reader.js';
import { type DraftAttendee, mostAttendees, nobody } from './draft.js';

export const Attendees = ({ attendees, onChange }: { attendees: readonly DraftAttendee[]; onChange: (attendees: readonly DraftAttendee[]) => void }) => {
  const { words } = useReader();
  const put = (row: number, changes: Partial<DraftAttendee>) => onChange(attendees.map((each, index) => (index === row ? { ...each, ...changes } : each)));
  return (
    <>
      {attendees.map(({ name, position, phone }, row) => (
        <div className="filters" role="group" aria-label={`${words.person} ${row + 1}`} key={row}>
          <label>
            {words.attendeeName} {row + 1}
            <input value={name} required={row === 0 || position !== '' || phone !== ''} maxLength={200} onChange={(event) => put(row, { name: event.target.value })} />
          </label>
          <label>
            {words.attendeePosition}
            <input value={position} maxLength={200} onChange={(event) => put(row, { position: event.target.value })} />
          </label>
          <label>
            {words.phone}
            <input value={phone} inputMode="tel" maxLength={40} onChange={(event) => put(row, { phone: event.target.value })} />
          </label>
        </div>
      ))}
      {attendees.length < mostAttendees && (
        <button type="button" className="quiet" onClick={() => onChange([...attendees, nobody])}>
          + {words.addAttendee}
        </button>
      )}
    </>
  );
};
