import { useState } from 'react';
import { type BridgeStanding, CloseConferenceRoom, GetConferenceDay, mayAsk, OpenConferenceRoom } from '#contracts';
import { useConferenceWords } from '../../kit/conference-words.js';
import { useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';

/** The meeting's room on the bridge, and since when nobody knows. */
export const RoomLine = ({ bridge }: { bridge: BridgeStanding }) => {
  const { meeting, staff } = useMeeting();
  const { shortMoment } = useReader();
  const words = useConferenceWords('room');
  const stale = { makesStale: [GetConferenceDay] };
  const opening = useCommand(OpenConferenceRoom, stale);
  const closing = useCommand(CloseConferenceRoom, stale);
  const [asks, setAsks] = useState(false);
  const { kind, watches, state, since, unknownSince } = bridge;
  if (kind === 'none') return <p className="hint">{words.kinds.none}</p>;
  const at = since === undefined ? '' : shortMoment(since, meeting.timeZone);
  const how = state === 'open' ? words.open(at) : state === 'ended' ? words.ended(at) : words.closed;
  const busy = opening.busy || closing.busy;
  return (
    <section aria-label={words.title} className="room">
      <p>
        {words.title} ({words.kinds[kind]}): <strong>{how}</strong>
      </p>
      {state === 'open' && !watches && <p className="hint">{words.byHand}</p>}
      {unknownSince !== undefined && state === 'open' && (
        <p className="notice" role="alert">
          {words.unknown(shortMoment(unknownSince, meeting.timeZone))}
        </p>
      )}
      {mayAsk(OpenConferenceRoom, staff) && (
        <p className="actions">
          {state === 'open' ? (
            <button type="button" className="quiet" disabled={busy} onClick={() => setAsks(true)}>
              {words.closeIt}
            </button>
          ) : (
            <button type="button" disabled={busy} onClick={() => void opening.send({ meetingId: meeting.id })}>
              {words.openIt}
            </button>
          )}
        </p>
      )}
      <Notice problem={opening.problem ?? closing.problem} />
      {asks && (
        <Confirm
          title={words.closeIt}
          act={words.closeIt}
          busy={busy}
          onClose={() => setAsks(false)}
          onConfirm={() => void closing.send({ meetingId: meeting.id }).then(() => setAsks(false))}
        >
          <p>{words.sure}</p>
        </Confirm>
      )}
    </section>
  );
};
