import { useEffect, useState } from 'react';
import {
  type Channel,
  GetInvitation,
  GetResponseBoard,
  type Invitation,
  ListInvitations,
  RecordDeskReply,
  type RecordedReply,
} from '#contracts';
import { arrivalOf, spanOfTime } from '#words';
import { type ApiProblem } from '../../kit/data/ask.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { nothingTyped, readMoment } from '../../kit/time/moment-field.js';
import {
  afterTakingBack,
  contentOf,
  type Draft,
  heardOf,
  noWork,
  reasoned,
  toldOfConflict,
  typedInto,
} from './draft.js';
import { withEntry, withoutEntry } from './entries.js';
import { useOffices } from './use-offices.js';

export type DeskChannel = Exclude<Channel, 'web'>;

/** What the reply desk is at: the office that was picked and what it said, the draft of what has come, when it came and how. */
export const useDesk = () => {
  const { meeting } = useMeeting();
  const offices = useOffices();
  const [channel, setChannel] = useState<DeskChannel>('fax');
  const [arrival, setArrival] = useState(nothingTyped);
  const [work, setWork] = useState(noWork);
  const [outcome, setOutcome] = useState<RecordedReply>();
  const [entries, setEntries] = useState<readonly RecordedReply[]>([]);
  const { send, busy, problem, forget } = useCommand(RecordDeskReply, {
    makesStale: [GetInvitation, ListInvitations, GetResponseBoard],
  });

  const { chosen } = offices;
  const known = useAnswer(GetInvitation, chosen === undefined ? undefined : { invitationId: chosen.id }, {
    anew: true,
  });
  const invitation = known.value?.invitation.id === chosen?.id ? known.value?.invitation : undefined;
  useEffect(() => {
    if (invitation !== undefined) setWork((before) => heardOf(before, invitation));
  }, [invitation]);

  const read = readMoment(arrival, meeting.timeZone);
  const counting = invitation?.response;
  const { reason = '' } = work;
  const countsSince = counting?.saidAgainAt ?? counting?.receivedAt;
  const receivedAt =
    'instant' in read
      ? arrivalOf(read.instant, spanOfTime(arrival.time), { from: meeting.announcedAt, after: countsSince })
      : undefined;
  const expectedRevision =
    work.begun !== undefined && work.begun.invitationId === invitation?.id ? work.begun.revision : undefined;
  // Recording over what can't be read would wipe it out.
  const withheld = counting?.withheld !== undefined;

  /** Resolves to whether it was kept. */
  const record = async (scanIds: readonly string[]): Promise<boolean> => {
    if (invitation === undefined || expectedRevision === undefined || receivedAt === undefined || withheld || busy)
      return false;
    setOutcome(undefined);
    const told = await send({
      invitationId: invitation.id,
      channel,
      receivedAt,
      content: contentOf(work.draft, meeting.form),
      expectedRevision,
      ...(reason.trim() !== '' && counting !== undefined && { reason: reason.trim() }),
      ...(scanIds.length > 0 && { scanIds: [...scanIds] }),
    });
    if (hasFailed(told)) {
      // Somebody answered meanwhile: what the office says now is shown, and what was typed stays.
      if (told.problem.code === 'revision-conflict') setWork(toldOfConflict);
      return false;
    }
    setOutcome(told);
    setEntries((before) => withEntry(before, told));
    offices.type('');
    setWork(noWork);
    return true;
  };

  return {
    offices,
    chosen,
    invitation,
    responses: known.value?.responses ?? [],
    channel,
    setChannel,
    arrival,
    setArrival,
    draft: work.draft,
    reason,
    setReason: (text: string) => setWork((before) => reasoned(before, text)),
    touched: work.touched,
    setDraft: (next: Draft) => setWork((before) => typedInto(before, next)),
    takenBack: () => setWork(afterTakingBack),
    later:
      counting !== undefined && receivedAt !== undefined && countsSince !== undefined && countsSince > receivedAt
        ? counting
        : undefined,
    withheld,
    record,
    busy,
    outcome,
    entries,
    undone: (entry: RecordedReply, now: Invitation) => {
      setEntries((before) => withoutEntry(before, entry, now));
      setOutcome(undefined);
    },
    problem,
    forget,
    reading: (offices.problem ?? known.problem) satisfies ApiProblem | undefined,
    readAgain: () => (offices.problem === undefined ? known.reload() : offices.reload()),
  };
};
export type Desk = ReturnType<typeof useDesk>;
