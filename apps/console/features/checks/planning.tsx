import { useState } from 'react';
import { ListReadiness, PlanChecks } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { useReader, useWords } from '../../kit/reader.js';

/** Plans the checks of all sites that lack one; offices get mails of it, so that is asked first. */
export const Planning = () => {
  const { meeting } = useMeeting();
  const words = useWords('checks');
  const { named, names } = useReader();
  const readiness = useAnswer(ListReadiness, { meetingId: meeting.id });
  const { send, busy, problem } = useCommand(PlanChecks, { makesStale: [ListReadiness] });
  const [asking, setAsking] = useState(false);
  const [plan, setPlan] = useState<{
    booked: number;
    unplaced: readonly { siteId: string; reason: keyof typeof names.unplacedReasons }[];
  }>();
  const planChecks = async () => {
    const outcome = await send({ meetingId: meeting.id });
    setAsking(false);
    setPlan(hasFailed(outcome) ? undefined : { booked: outcome.booked.length, unplaced: outcome.unplaced });
  };
  const siteName = (siteId: string) => {
    const site = readiness.value?.items.find((each) => each.siteId === siteId);
    return site === undefined ? siteId : named(site.name);
  };
  return (
    <>
      <p>
        <button type="button" onClick={() => setAsking(true)}>
          {words.plan}
        </button>{' '}
        {plan !== undefined && <output>{words.planned(plan.booked)}</output>}
      </p>
      {plan !== undefined && plan.unplaced.length > 0 && (
        <div className="notice">
          <strong>{words.unplaced(plan.unplaced.length)}</strong>
          <ul>
            {plan.unplaced.map(({ siteId, reason }) => (
              <li key={siteId}>
                {siteName(siteId)}: {names.unplacedReasons[reason]}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Notice problem={problem} />
      {asking && (
        <Confirm
          title={words.planTitle}
          act={words.planNow}
          busy={busy}
          onConfirm={() => void planChecks()}
          onClose={() => setAsking(false)}
        >
          <p>{words.planWill}</p>
        </Confirm>
      )}
    </>
  );
};
