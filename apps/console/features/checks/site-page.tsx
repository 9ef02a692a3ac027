import { Link, useParams } from '@tanstack/react-router';
import {
  BookCheck,
  changedBySite,
  type Check,
  GetSiteDossier,
  ListChecks,
  ListSelfChecks,
  mayAsk,
  MoveCheck,
  RecordCheckResult,
  SaveSiteDossier,
} from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useStaffNames } from '../../kit/data/use-staff-names.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Confirmation } from './confirmation.js';
import { DossierView, Gaps } from './dossier-view.js';
import { FreePlaces } from './free-places.js';
import { NextSlots } from './next-slots.js';
import { SelfChecks } from './self-checks.js';
import './checks.css';

const CheckLine = ({ check }: { check: Check }) => {
  const { meeting, staff } = useMeeting();
  const { names, moment } = useReader();
  const words = useChecksWords('list');
  const causes = [
    ...(check.faults ?? []).map((fault) => names.checkFaults[fault]),
    ...(check.note === undefined ? [] : [check.note]),
    ...(check.cancelCause === undefined ? [] : [names.checkCancelCauses[check.cancelCause]]),
  ];
  return (
    <li>
      {moment(check.startsAt, meeting.timeZone)}{' '}
      <span className={`badge ${check.overdue === true ? 'overdue' : check.state}`}>
        {check.overdue === true ? names.readiness.overdue : names.checkStates[check.state]}
      </span>{' '}
      {causes.join(' · ')}{' '}
      {check.state !== 'cancelled' && mayAsk(RecordCheckResult, staff) && (
        <Link to={`/meetings/${meeting.id}/checks/sites/${check.siteId}/results/${check.id}`}>
          {check.state === 'booked' ? words.enter : words.see}
        </Link>
      )}
    </li>
  );
};

/** One site of the meeting: what is known of it, what is missing, and its checks. */
export const SitePage = () => {
  const { siteId = '' }: { readonly siteId?: string } = useParams({ strict: false });
  const { meeting, staff } = useMeeting();
  const { named, province, moment } = useReader();
  const words = useChecksWords('site');
  const toConfirm = useChecksWords('confirmation');
  const nameOf = useStaffNames();
  const { value, problem, reload } = useAnswer(GetSiteDossier, { siteId });
  const checks = useAnswer(ListChecks, { meetingId: meeting.id, siteId });
  const booked = checks.value?.items.find(({ state, overdue }) => state === 'booked' && overdue !== true);
  const isBusyThen = value?.dossier.busy.some(
    ({ from, to }) => booked !== undefined && from < booked.endsAt && booked.startsAt < to,
  );
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <div className="site">
      <p>
        <Link to={`/meetings/${meeting.id}/checks`}>{words.back}</Link>
      </p>
      <h2>
        {words.title(named(value.name))} · {province(value.provinceCode)}
      </h2>
      <h3>{words.checks}</h3>
      <Notice problem={checks.problem} retry={checks.reload} />
      {checks.value?.items.length === 0 && <Empty>{words.noChecks}</Empty>}
      {checks.value !== undefined && checks.value.items.length > 0 && (
        <ul>
          {checks.value.items.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ul>
      )}
      {booked !== undefined && <Confirmation check={booked} />}
      {booked !== undefined && isBusyThen && <p className="notice">{toConfirm.unfit}</p>}
      {booked !== undefined && mayAsk(MoveCheck, staff) && <FreePlaces check={booked} />}
      {mayAsk(BookCheck, staff) && checks.value?.items.every(({ state }) => state !== 'booked') === true && (
        <NextSlots siteId={siteId} />
      )}
      {mayAsk(ListSelfChecks, staff) && <SelfChecks siteId={siteId} />}
      <h3>{words.dossier}</h3>
      <Gaps missing={value.missing} />
      <DossierView kept={value} />
      <p className="hint">
        {value.changedAt === undefined
          ? words.never
          : words.changed(
              moment(value.changedAt, meeting.timeZone),
              value.changedBy === changedBySite ? words.bySite : nameOf(value.changedBy ?? ''),
            )}
      </p>
      {mayAsk(SaveSiteDossier, staff) && (
        <p>
          <Link to={`/meetings/${meeting.id}/checks/sites/${siteId}/dossier`}>{words.edit}</Link>
        </p>
      )}
    </div>
  );
};
