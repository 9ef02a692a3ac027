import { type FormEvent } from 'react';
import { GetHall, type Hall, ListHalls, RecordHall } from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { useCommand } from '../../kit/data/use-command.js';
import { Field } from '../../kit/form/field.js';
import { Notice } from '../../kit/notice.js';

type PresidingOf = {
  readonly meetingId: string;
  readonly hall: Hall;
  readonly mayEnter: boolean;
  readonly reason: string | undefined;
};

/** Who presides in the hall, and whether its register is complete. */
export const Presiding = ({ meetingId, hall, mayEnter, reason }: PresidingOf) => {
  const words = useAfterWords('day');
  const { send, busy, problem } = useCommand(RecordHall, { makesStale: [GetHall, ListHalls] });
  const of = { meetingId, siteId: hall.siteId, ...(reason !== undefined && { reason }) };
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const name = String(said.get('name') ?? '').trim();
    const position = String(said.get('position') ?? '').trim();
    if (name !== '') void send({ ...of, presiding: { name, ...(position !== '' && { position }) } });
  };
  return (
    <section>
      <h2>{words.presiding}</h2>
      <form onSubmit={save} key={hall.presiding?.name}>
        {hall.withheld === true ? (
          <p className="hint">{words.presidingWithheld}</p>
        ) : (
          <>
            <Field label={words.presidingName}>
              {(described) => (
                <input {...described} name="name" required maxLength={200} defaultValue={hall.presiding?.name ?? ''} />
              )}
            </Field>
            <Field label={words.presidingPosition}>
              {(described) => (
                <input {...described} name="position" maxLength={200} defaultValue={hall.presiding?.position ?? ''} />
              )}
            </Field>
          </>
        )}
        <div className="actions">
          {hall.withheld !== true && <button disabled={!mayEnter || busy}>{words.save}</button>}
          <button
            type="button"
            className="quiet"
            disabled={!mayEnter || busy}
            aria-pressed={hall.doneAt !== undefined}
            onClick={() => void send({ ...of, done: hall.doneAt === undefined })}
          >
            {hall.doneAt === undefined ? words.finish : words.unfinish}
          </button>
        </div>
        <Notice problem={problem} />
      </form>
    </section>
  );
};
