import { EndSiteFault, GetConferenceDay, GetSiteJoining, LogSiteFault, mayAsk, type SiteFault } from '#contracts';
import { clockText } from '#words';
import { useConferenceWords } from '../../kit/conference-words.js';
import { useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Empty, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { FaultText, isOpenFault } from './fault-text.js';

type FaultsOf = { readonly siteId: string; readonly faults: readonly SiteFault[] };

/** What went wrong at a site, the newest first; what is open can be ended, and what is wrong corrected. */
export const SiteFaults = ({ siteId, faults }: FaultsOf) => {
  const { meeting, staff } = useMeeting();
  const { language } = useReader();
  const words = useConferenceWords('one');
  const log = useConferenceWords('log');
  const stale = { makesStale: [GetConferenceDay, GetSiteJoining] };
  const ending = useCommand(EndSiteFault, stale);
  const correcting = useCommand(LogSiteFault, stale);
  const busy = ending.busy || correcting.busy;
  const of = { meetingId: meeting.id, siteId };
  const at = (instant: string) => clockText(language, meeting.timeZone, instant);
  return (
    <>
      <h3>{words.faults}</h3>
      {faults.length === 0 && <Empty>{words.noFaults}</Empty>}
      <ul className="faults">
        {faults.toReversed().map((fault) => {
          const { faultId, what, at: since, endedAt, correctedBy } = fault;
          return (
            <li key={faultId}>
              {at(since)} <FaultText fault={fault} />
              {endedAt !== undefined && <small>{` ${log.ended} ${at(endedAt)}`}</small>}
              {mayAsk(EndSiteFault, staff) && correctedBy === undefined && what !== 'mistake' && (
                <span className="actions">
                  {isOpenFault(fault) && (
                    <button type="button" disabled={busy} onClick={() => void ending.send({ ...of, faultId })}>
                      {words.over}
                    </button>
                  )}
                  <button
                    type="button"
                    className="quiet"
                    disabled={busy}
                    onClick={() =>
                      void correcting.send({ ...of, faultId: newId(), what: 'mistake', corrects: faultId })
                    }
                  >
                    {words.correct}
                  </button>
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <Notice problem={ending.problem ?? correcting.problem} />
    </>
  );
};
