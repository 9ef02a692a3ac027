import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  ApplyCheckProposal,
  type CheckPlace,
  type CheckProposal,
  ListChecks,
  ListReadiness,
  ProposeChecks,
  type ProposalStep,
} from '#contracts';
import { useTechnicianNames } from '../../kit/data/use-technician-names.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { Confirm } from '../../kit/dialog.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Notice } from '../../kit/notice.js';
import { usePlanningWords } from '../../kit/planning-words.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { countsOf, toldOf } from './steps.js';
import { Why } from './why.js';

const Steps = ({ steps }: { steps: readonly ProposalStep[] }) => {
  const { meeting } = useMeeting();
  const { named, shortMoment } = useReader();
  const words = usePlanningWords('plan');
  const nameOf = useTechnicianNames();
  const at = (place: CheckPlace | undefined): string =>
    place === undefined ? words.none : `${shortMoment(place.startsAt, meeting.timeZone)} · ${words.room(place.room)}`;
  const columns: readonly [Column<ProposalStep>, ...Column<ProposalStep>[]] = [
    { id: 'site', title: words.site, value: ({ siteName }) => named(siteName) },
    { id: 'from', title: words.from, value: ({ from }) => from?.startsAt, cell: ({ from }) => at(from) },
    { id: 'to', title: words.to, value: ({ to }) => to?.startsAt, cell: ({ to }) => at(to) },
    { id: 'who', title: words.who, value: ({ to }) => nameOf(to?.technicianId) ?? words.none },
  ];
  return <Table caption={words.steps} columns={columns} rows={steps} rowId={({ siteId }) => siteId} />;
};

const Proof = ({ of: { proof, whyUnplaced, loads } }: { of: CheckProposal }) => {
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

/** What would change, with its proof; it is done when somebody says so, whole or not at all. */
export const PlanPage = () => {
  const { meeting } = useMeeting();
  const words = usePlanningWords('plan');
  const propose = useCommand(ProposeChecks);
  const apply = useCommand(ApplyCheckProposal, { makesStale: [ListReadiness, ListChecks] });
  const [proposal, setProposal] = useState<CheckProposal>();
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const workOut = async () => {
    setDone(false);
    apply.forget();
    const outcome = await propose.send({ meetingId: meeting.id });
    setProposal(hasFailed(outcome) ? undefined : outcome);
  };
  const use = async () => {
    if (proposal === undefined) return;
    const outcome = await apply.send({ proposalId: proposal.id });
    setAsking(false);
    if (hasFailed(outcome)) return;
    setProposal(undefined);
    setDone(true);
  };
  const hasNoCalendar = propose.problem?.problem.code === 'calendar-not-set';
  const { added, moved, other, gone } = countsOf(proposal?.steps ?? []);
  return (
    <>
      <p>{words.intro}</p>
      <p>
        <button type="button" disabled={propose.busy} onClick={() => void workOut()}>
          {proposal === undefined ? words.propose : words.again}
        </button>{' '}
        {done && <output>{words.applied}</output>}
      </p>
      {hasNoCalendar ? (
        <p className="notice">
          {words.noCalendar} <Link to={`/meetings/${meeting.id}/check-calendar`}>{words.toCalendar}</Link>
        </p>
      ) : (
        <Notice problem={propose.problem} />
      )}
      <Notice problem={apply.problem} />
      {proposal !== undefined && (
        <>
          <p role="status">
            {proposal.steps.length === 0 ? words.nothing : words.changes(added, moved, other, gone, proposal.kept)}
          </p>
          {proposal.steps.length > 0 && (
            <>
              <p>
                <button type="button" onClick={() => setAsking(true)}>
                  {words.apply}
                </button>
              </p>
              <Steps steps={proposal.steps} />
            </>
          )}
          <Proof of={proposal} />
        </>
      )}
      {asking && proposal !== undefined && (
        <Confirm
          title={words.applyTitle}
          act={words.apply}
          busy={apply.busy}
          onConfirm={() => void use()}
          onClose={() => setAsking(false)}
        >
          <p>{words.applyWill(toldOf(proposal.steps))}</p>
        </Confirm>
      )}
    </>
  );
};
