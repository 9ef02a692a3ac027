import { useId, useState } from 'react';
import {
  Channel,
  GetReport,
  ListHistory,
  ListOpinions,
  mostOfGiver,
  mostOfOpinion,
  RecordDeskOpinion,
} from '#contracts';
import { useAfterWords } from '../../kit/after-words.js';
import { type ApiProblem } from '../../kit/data/ask.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { MomentField, nothingTyped, readMoment } from '../../kit/time/moment-field.js';

type DeskChannel = Exclude<Channel, 'web'>;
const channels = Channel.options.filter((each): each is DeskChannel => each !== 'web');

type EnteringOf = { readonly invitationId: string; readonly name: string; readonly onClose: (done: boolean) => void };
/** An opinion that came otherwise than by the link. Pressed twice it is one. */
export const EnteringOpinion = ({ invitationId, name, onClose }: EnteringOf) => {
  const { meeting } = useMeeting();
  const words = useAfterWords('opinions');
  const { names } = useReader();
  const own = useId();
  const [opinionId] = useState(newId);
  const [channel, setChannel] = useState<DeskChannel>('letter');
  const [text, setText] = useState('');
  const [givenBy, setGivenBy] = useState('');
  const [typed, setTyped] = useState(nothingTyped);
  const [clockProblem, setClockProblem] = useState<ApiProblem>();
  const { send, busy, problem } = useCommand(RecordDeskOpinion, { makesStale: [ListOpinions, ListHistory, GetReport] });
  const read = readMoment(typed, meeting.timeZone);
  const receivedAt = 'instant' in read ? read.instant : undefined;
  const keep = async () => {
    if (receivedAt === undefined) return;
    const outcome = await send({ invitationId, opinionId, text, givenBy, channel, receivedAt });
    if (!hasFailed(outcome)) onClose(true);
  };
  return (
    <Confirm
      title={words.enterOf(name)}
      act={words.keep}
      busy={busy}
      ready={text.trim() !== '' && receivedAt !== undefined}
      onConfirm={() => void keep()}
      onClose={() => onClose(false)}
    >
      <Field label={words.channel}>
        {(described) => (
          <select
            {...described}
            value={channel}
            onChange={({ target }) => setChannel(channels.find((each) => each === target.value) ?? channel)}
          >
            {channels.map((each) => (
              <option key={each} value={each}>
                {names.channels[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <MomentField
        labels={{ day: words.day, time: words.time }}
        ids={{ day: `${own}day`, time: `${own}time` }}
        typed={typed}
        onType={setTyped}
        timeZone={meeting.timeZone}
        near={meeting.announcedAt ?? meeting.startsAt}
        mistakes={[]}
        onProblem={setClockProblem}
      />
      <Notice problem={clockProblem} />
      <Field label={words.opinion}>
        {(described) => (
          <textarea
            {...described}
            rows={6}
            maxLength={mostOfOpinion}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
      </Field>
      <Field label={words.givenBy}>
        {(described) => (
          <input
            {...described}
            maxLength={mostOfGiver}
            value={givenBy}
            onChange={({ target }) => setGivenBy(target.value)}
          />
        )}
      </Field>
      <Notice problem={problem} />
    </Confirm>
  );
};
