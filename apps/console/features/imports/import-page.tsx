import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { GetImport, type Import, ListMeetings, type Meeting } from '#contracts';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { useDirectoryWords } from '../../kit/directory-words.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { ColumnsForm } from './columns-form.js';
import { Decision } from './decision.js';
import { EncodingForm } from './encoding-form.js';
import { Progress } from './progress.js';
import { Rows } from './rows.js';
import { Undo } from './undo.js';
import './imports.css';

/** How often the page looks: at work that goes on, and at what waits. */
const [workMs, restMs] = [700, 10_000];
const mostNamed = 20;

const isWorking = ({ state }: Import): boolean => state === 'received' || state === 'committing' || state === 'undoing';

/** What was typed belongs to the reading that it corrects; the next one begins with what it has found. */
const asRead = ({ sheets, encoding, defaultClass, counts }: Import): string =>
  JSON.stringify([sheets, encoding?.sure, defaultClass, counts]);

const Made = ({ of: { newClasses, newSites } }: { of: Import }) => {
  const words = useDirectoryWords('rows');
  const { named } = useReader();
  const list = (title: string, names: readonly { readonly name: Import['newSites'][number]['name'] }[]) =>
    names.length > 0 && (
      <p>
        {title}{' '}
        {names
          .slice(0, mostNamed)
          .map(({ name }) => named(name))
          .join(', ')}{' '}
        {names.length > mostNamed && words.more(names.length - mostNamed)}
      </p>
    );
  return (
    <>
      {list(words.makesClasses, newClasses)}
      {list(words.makesSites, newSites)}
    </>
  );
};

const Ended = ({ of, meeting }: { of: Import; meeting: Meeting | undefined }) => {
  const words = useDirectoryWords('imports');
  const { state, counts, failure } = of;
  const passedOver = counts.new + counts.changed - counts.handled;
  const client = useQueryClient();
  // A draft has the classes of the list since then, and another revision.
  useEffect(() => void client.invalidateQueries({ queryKey: keyOf(ListMeetings) }), [client, state]);
  const said = {
    done: words.done(counts.handled),
    stopped: words.stopped(counts.handled),
    undone: words.undone(counts.handled),
  };
  return (
    <>
      {state === 'failed' && (
        <p className="notice" role="alert">
          {failure?.text ?? failure?.code}
        </p>
      )}
      {(state === 'done' || state === 'stopped' || state === 'undone') && (
        <output className="done">{said[state]}</output>
      )}
      {state === 'done' && passedOver > 0 && <p>{words.passedOver(passedOver)}</p>}
      <p className="actions">
        {meeting !== undefined && (
          <Link
            to={`/meetings/${meeting.id}/offices`}
            search={{ choose: state === 'done' ? of.classes.map((each) => each.class).join(',') : undefined }}
          >
            {words.back}
          </Link>
        )}
        <Link to="/directory/imports" search={{ meeting: meeting?.id }}>
          {words.another}
        </Link>
      </p>
      {(state === 'done' || ((state === 'stopped' || state === 'failed') && counts.handled > 0)) && <Undo of={of} />}
    </>
  );
};

const Waiting = ({ of, meeting }: { of: Import; meeting: Meeting | undefined }) => {
  const words = useDirectoryWords('imports');
  const rows = useDirectoryWords('rows');
  return (
    <>
      {of.encoding?.sure === false && <EncodingForm importId={of.id} encoding={of.encoding} />}
      {of.counts.read === 0 ? (
        <p className="notice" role="alert">
          {words.nothingRead}
        </p>
      ) : (
        <section>
          <h2>{rows.title}</h2>
          <Made of={of} />
          <Decision of={of} meeting={meeting} />
        </section>
      )}
      <ColumnsForm of={of} open={of.counts.read === 0} />
    </>
  );
};

/** One list that was handed in: how far it is, what it would do, and what became of it. */
export const ImportPage = () => {
  const { importId = '' }: { readonly importId?: string } = useParams({ strict: false });
  const { language, names, named } = useReader();
  const words = useDirectoryWords('imports');
  const [everyMs, setEveryMs] = useState(workMs);
  const { value, problem, reload } = useAnswer(GetImport, { importId, language }, { everyMs });
  const { value: meetings } = useAnswer(ListMeetings, {});
  useEffect(() => {
    setEveryMs(value !== undefined && !isWorking(value) ? restMs : workMs);
  }, [value]);
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const meeting = meetings?.items.find(({ id }) => id === value.meetingId);
  return (
    <div className="import">
      <Notice problem={problem} retry={reload} />
      <p>
        <b>{value.fileName}</b> <span className={`badge ${value.state}`}>{names.importStates[value.state]}</span>{' '}
        {meeting !== undefined && words.of(named(meeting.title))}
      </p>
      {isWorking(value) ? (
        <Progress of={value} />
      ) : value.state === 'waiting' ? (
        <Waiting key={asRead(value)} of={value} meeting={meeting} />
      ) : (
        <Ended of={value} meeting={meeting} />
      )}
      {!isWorking(value) && value.counts.read > 0 && <Rows key={`${value.state} ${asRead(value)}`} of={value} />}
    </div>
  );
};
