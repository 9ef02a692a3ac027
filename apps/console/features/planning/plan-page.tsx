import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import {
  ApplyCheckProposal,
  type CheckPlace,
  type CheckProposal,
  FollowCheckProposal,
  ListChecks,
  ListProposalSteps,
  ListReadiness,
  ProposeChecks,
  type ProposedPlan,
  type ProposalStep,
  StopCheckProposal,
  stepsAtOnce,
} from '#contracts';
import { keyOf, useAnswer } from '../../kit/data/use-answer.js';
import { useTechnicianNames } from '../../kit/data/use-technician-names.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { Why } from './why.js';

const stepsIn = ({ added, moved, other, gone }: ProposedPlan['counts']): number => added + moved + other + gone;

const Steps = ({ of, plan: { counts, steps: first } }: { of: CheckProposal; plan: ProposedPlan }) => {
  const { meeting } = useMeeting();
  const { named, shortMoment } = useReader();
  const words = usePlanningWords('plan');
  const nameOf = useTechnicianNames();
  const [from, setFrom] = useState(0);
  const page = useAnswer(ListProposalSteps, from === 0 ? undefined : { proposalId: of.id, from });
  const all = stepsIn(counts);
  const at = (place: CheckPlace | undefined): string =>
    place === undefined ? words.none : `${shortMoment(place.startsAt, meeting.timeZone)} · ${words.room(place.room)}`;
  const columns: readonly [Column<ProposalStep>, ...Column<ProposalStep>[]] = [
    { id: 'site', title: words.site, value: ({ siteName }) => named(siteName) },
    { id: 'from', title: words.from, value: ({ from: before }) => before?.startsAt, cell: (step) => at(step.from) },
    { id: 'to', title: words.to, value: ({ to }) => to?.startsAt, cell: ({ to }) => at(to) },
    { id: 'who', title: words.who, value: ({ to }) => nameOf(to?.technicianId) ?? words.none },
  ];
  const rows = from === 0 ? first : (page.value?.items ?? []);
  return (
    <>
      <Table caption={words.steps} columns={columns} rows={rows} rowId={({ siteId }) => siteId} />
      <Notice problem={page.problem} />
      {all > stepsAtOnce && (
        <p>
          {words.stepsShown(from + 1, Math.min(all, from + stepsAtOnce), all)}{' '}
          <button type="button" disabled={from === 0} onClick={() => setFrom(from - stepsAtOnce)}>
            {words.stepsBefore}
          </button>{' '}
          <button type="button" disabled={from + stepsAtOnce >= all} onClick={() => setFrom(from + stepsAtOnce)}>
            {words.stepsAfter}
          </button>
        </p>
      )}
    </>
  );
};

const Proof = ({ of: { proof, whyUnplaced, loads } }: { of: ProposedPlan }) => {
  const { meeting } = useMeeting();
  const { shortMoment } = useReader();
  const words = usePlanningWords('plan');
  return (
    <>
      <h2>{words.proof}</h2>
      <ul>
        {proof.sites > 0 && <li>{words.placed(proof.placed, proof.sites)}</li>}
        {proof.proven && proof.sites > 0 && (
          <li>{proof.placed === proof.mostPossible ? words.best : words.atMost(proof.mostPossible)}</li>
        )}
        {proof.lastEndsAt !== undefined && <li>{words.lastEnds(shortMoment(proof.lastEndsAt, meeting.timeZone))}</li>}
        <li>{words.left(proof.placesLeft)}</li>
      </ul>
      <Why all={whyUnplaced} />
      {loads.length > 0 && (
        <Table
          caption={words.loads}
          columns={[
            { id: 'technician', title: words.technician, value: ({ name }) => name },
            { id: 'checks', title: words.checks, kind: 'number', value: ({ checks }) => checks },
          ]}
          rows={loads}
          rowId={({ technicianId }) => technicianId}
        />
      )}
    </>
  );
};

/** How far a long work is; what is being worked out can be stopped. */
const Working = ({ on: { id, state, work } }: { on: CheckProposal }) => {
  const words = usePlanningWords('plan');
  const stop = useCommand(StopCheckProposal, { makesStale: [FollowCheckProposal] });
  const text = state === 'making' ? words.making : words.doing;
  return (
    <>
      <p role="status">{text}</p>
      <p>
        {work === undefined ? (
          <progress aria-label={text} />
        ) : (
          <progress max={work.of} value={work.done} aria-label={text} />
        )}
      </p>
      {state === 'making' && (
        <p>
          <button
            type="button"
            className="quiet"
            disabled={stop.busy}
            onClick={() => void stop.send({ proposalId: id })}
          >
            {words.stop}
          </button>
        </p>
      )}
      <Notice problem={stop.problem} />
    </>
  );
};

const followMs = 1_000;
const atWork: readonly CheckProposal['state'][] = ['making', 'claiming', 'applying'];

/** What would change, with its proof; it is done when somebody says so, whole or not at all. */
export const PlanPage = () => {
  const { meeting } = useMeeting();
  const words = usePlanningWords('plan');
  const client = useQueryClient();
  const propose = useCommand(ProposeChecks);
  const apply = useCommand(ApplyCheckProposal, { makesStale: [ListReadiness, ListChecks] });
  const [answered, setAnswered] = useState<CheckProposal>();
  const [isUsed, setUsed] = useState(false);
  const [asking, setAsking] = useState(false);
  // What takes longer than a moment is followed until it has ended.
  const isAtWork = answered !== undefined && (atWork.includes(answered.state) || (isUsed && answered.state === 'open'));
  const followed = useAnswer(FollowCheckProposal, isAtWork ? { proposalId: answered.id } : undefined, {
    everyMs: followMs,
    anew: true,
  });
  const now = followed.value;
  useEffect(() => {
    if (now === undefined || atWork.includes(now.state) || (isUsed && now.state === 'open')) return;
    setAnswered(now);
    if (now.state !== 'applied') return;
    for (const each of [ListReadiness, ListChecks]) void client.invalidateQueries({ queryKey: keyOf(each) });
  }, [now, isUsed, client]);
  const proposal = isAtWork ? (now ?? answered) : answered;
  const plan = proposal?.plan;
  const workOut = async () => {
    setUsed(false);
    apply.forget();
    const outcome = await propose.send({ meetingId: meeting.id });
    setAnswered(hasFailed(outcome) ? undefined : outcome);
  };
  const use = async () => {
    if (proposal === undefined) return;
    const outcome = await apply.send({ proposalId: proposal.id });
    setAsking(false);
    if (hasFailed(outcome)) return;
    setUsed(true);
    setAnswered(outcome);
  };
  const hasNoCalendar = propose.problem?.problem.code === 'calendar-not-set';
  return (
    <>
      <p>{words.intro}</p>
      <p>
        <button type="button" disabled={propose.busy || isAtWork} onClick={() => void workOut()}>
          {answered === undefined ? words.propose : words.again}
        </button>{' '}
        {answered?.state === 'applied' && <output>{words.applied}</output>}
      </p>
      {hasNoCalendar ? (
        <p className="notice">
          {words.noCalendar} <Link to={`/meetings/${meeting.id}/check-calendar`}>{words.toCalendar}</Link>
        </p>
      ) : (
        <Notice problem={propose.problem} />
      )}
      <Notice problem={apply.problem} />
      <Notice problem={isAtWork ? followed.problem : undefined} />
      {isAtWork && proposal !== undefined && <Working on={proposal} />}
      {answered?.state === 'stopped' && <p role="status">{words.stopped}</p>}
      {answered?.state === 'overtaken' && <p className="notice">{words.overtaken}</p>}
      {!isAtWork && answered?.state === 'open' && plan !== undefined && (
        <>
          <p role="status">
            {stepsIn(plan.counts) === 0
              ? words.nothing
              : words.changes(plan.counts.added, plan.counts.moved, plan.counts.other, plan.counts.gone, plan.kept)}
          </p>
          {stepsIn(plan.counts) > 0 && (
            <>
              <p>
                <button type="button" onClick={() => setAsking(true)}>
                  {words.apply}
                </button>
              </p>
              <Steps key={answered.id} of={answered} plan={plan} />
            </>
          )}
          <Proof of={plan} />
        </>
      )}
      {asking && plan !== undefined && (
        <Confirm
          title={words.applyTitle}
          act={words.apply}
          busy={apply.busy}
          onConfirm={() => void use()}
          onClose={() => setAsking(false)}
        >
          <p>{words.applyWill(stepsIn(plan.counts) - plan.counts.other)}</p>
        </Confirm>
      )}
    </>
  );
};
