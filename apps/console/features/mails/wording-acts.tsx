import { useState } from 'react';
import { GetMailWording, ListMailWordings, type MailWording, RestoreMailWording, SendTestMail } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Chosen, requestOf } from './wording-preview.js';
import { type Words } from './wording-typing.js';

export const ofWording = [GetMailWording, ListMailWordings] as const;

type TestOf = { readonly wording: MailWording; readonly typed: Words; readonly of: Chosen };
const TestMail = ({ wording, typed, of, onDone, onClose }: TestOf & Done) => {
  const { staff } = useMeeting();
  const words = useMailsWords('wording');
  const [to, setTo] = useState(staff.email);
  const [testId, setTestId] = useState(newId);
  const { send, busy, problem } = useCommand(SendTestMail);
  const test = async () => {
    const done = await send({ ...requestOf(wording, typed, of), testId, to: to.trim() });
    if (!hasFailed(done)) onDone(words.tested(to.trim()));
  };
  return (
    <Confirm
      title={words.test}
      act={words.test}
      busy={busy}
      ready={to.trim() !== ''}
      onConfirm={() => void test()}
      onClose={onClose}
    >
      <p>{words.testWill}</p>
      <Field label={words.testTo}>
        {(described) => (
          <input
            {...described}
            type="email"
            autoComplete="email"
            maxLength={254}
            value={to}
            onChange={({ target }) => {
              setTo(target.value);
              // To somebody else it is another mail.
              setTestId(newId());
            }}
          />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};

type Done = { readonly onDone: (said: string) => void; readonly onClose: () => void };
const Restore = ({ wording, onDone, onClose }: { wording: MailWording } & Done) => {
  const words = useMailsWords('wording');
  const { send, busy, problem } = useCommand(RestoreMailWording, { makesStale: ofWording });
  const { meetingId, kind, language, version } = wording;
  const restore = async () => {
    if (!hasFailed(await send({ meetingId, kind, language, expectedVersion: version }))) onDone(words.restored);
  };
  return (
    <Confirm title={words.restore} act={words.restore} busy={busy} onConfirm={() => void restore()} onClose={onClose}>
      <p>{words.restoreWill}</p>
      <Notice problem={problem} />
    </Confirm>
  );
};

/** A test mail of what is shown, and the way back to Sala's letter. */
export const WordingActs = ({
  onDone,
  onRestored,
  ...of
}: TestOf & { onDone: Done['onDone']; onRestored: () => void }) => {
  const words = useMailsWords('wording');
  const [asking, setAsking] = useState<'test' | 'restore'>();
  const done = (said: string) => {
    if (asking === 'restore') onRestored();
    setAsking(undefined);
    onDone(said);
  };
  const close = () => setAsking(undefined);
  return (
    <div className="actions">
      <button type="button" className="quiet" onClick={() => setAsking('test')}>
        {words.test}
      </button>
      {of.wording.own && (
        <button type="button" className="quiet" onClick={() => setAsking('restore')}>
          {words.restore}
        </button>
      )}
      {asking === 'test' && <TestMail {...of} onDone={done} onClose={close} />}
      {asking === 'restore' && <Restore wording={of.wording} onDone={done} onClose={close} />}
    </div>
  );
};

/** What was written before; one that is taken is edited first, and saved like any other. */
export const Versions = ({ wording, onTake }: { wording: MailWording; onTake: (words: Words) => void }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('wording');
  const staffName = useStaffNames();
  const { shortMoment } = useReader();
  if (wording.versions.length === 0) return null;
  return (
    <details>
      <summary>{words.versions}</summary>
      <ul>
        {wording.versions.map(({ version, words: said, changedAt, changedBy }) => (
          <li key={version}>
            {words.version(version)} · {shortMoment(changedAt, meeting.timeZone)} · {staffName(changedBy)} ·{' '}
            {said === undefined ? words.usual : said.subject}{' '}
            <button
              type="button"
              className="quiet"
              aria-label={`${words.take} ${words.version(version)}`}
              onClick={() => onTake(said ?? wording.usual)}
            >
              {words.take}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
};
