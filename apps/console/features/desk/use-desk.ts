import { useEffect, useMemo, useState } from 'react';
import {
  type Channel,
  FindByReplyCode,
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
import { useListing } from '../../kit/data/use-listing.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { nothingTyped, readMoment } from '../../kit/time/moment-field.js';
import { afterTakingBack, contentOf, type Draft, heardOf, noWork, toldOfConflict, typedInto } from './draft.js';
import { withEntry, withoutEntry } from './entries.js';
import { labelledOffices, officeOf } from './offices.js';
import { onPaper } from './on-paper.js';

export type DeskChannel = Exclude<Channel, 'web'>;

/** What the reply desk is at: the office that was picked and what it said, the draft of what has come, when it came and how. */
export const useDesk = () => {
  const { meeting } = useMeeting();
  const { named, province } = useReader();
  const list = useListing(ListInvitations, { meetingId: meeting.id });
  const [typed, setTyped] = useState('');
  const [channel, setChannel] = useState<DeskChannel>('fax');
  const [arrival, setArrival] = useState(nothingTyped);
  const [work, setWork] = useState(noWork);
  const [outcome, setOutcome] = useState<RecordedReply>();
  const [entries, setEntries] = useState<readonly RecordedReply[]>([]);
  const { send, busy, problem, forget } = useCommand(RecordDeskReply, {
    makesStale: [GetInvitation, ListInvitations, GetResponseBoard],
  });

  const labels = useMemo(() => {
    const classNames = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
    return labelledOffices(list.items ?? [], { named, province, className: (id) => classNames.get(id) ?? id });
  }, [list.items, meeting, named, province]);
  // A paper that names its invitation picks its office by itself.
  const paper = useMemo(() => onPaper(typed), [typed]);
  const byCode = useAnswer(FindByReplyCode, paper !== undefined && 'replyCode' in paper ? paper : undefined);
  const onIt = paper !== undefined && 'invitationId' in paper ? paper.invitationId : byCode.value?.id;
  useEffect(() => {
    const label = [...labels].find(([, { id }]) => id === onIt)?.[0];
    if (label !== undefined) setTyped(label);
  }, [labels, onIt]);
  // Led here from an office's page: it is picked once the list is there, and then no more.
  const [led, setLed] = useState(() => new URLSearchParams(location.search).get('office'));
  useEffect(() => {
    if (led === null || labels.size === 0) return;
    const [label] = [...labels].find(([, { id }]) => id === led) ?? [];
    if (label !== undefined) setTyped(label);
    setLed(null);
  }, [led, labels]);
  const chosen = officeOf(labels, typed);
  const known = useAnswer(GetInvitation, chosen === undefined ? undefined : { invitationId: chosen.id }, {
    anew: true,
  });
  const invitation = known.value?.invitation.id === chosen?.id ? known.value?.invitation : undefined;
  useEffect(() => {
    if (invitation !== undefined) setWork((before) => heardOf(before, invitation));
  }, [invitation]);

  const read = readMoment(arrival, meeting.timeZone);
  const counting = invitation?.response;
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
      ...(scanIds.length > 0 && { scanIds: [...scanIds] }),
    });
    if (hasFailed(told)) {
      // Somebody answered meanwhile: what the office says now is shown, and what was typed stays.
      if (told.problem.code === 'revision-conflict') setWork(toldOfConflict);
      return false;
    }
    setOutcome(told);
    setEntries((before) => withEntry(before, told));
    setTyped('');
    setWork(noWork);
    return true;
  };

  return {
    labels,
    typed,
    pick: setTyped,
    chosen,
    invitation,
    responses: known.value?.responses ?? [],
    channel,
    setChannel,
    arrival,
    setArrival,
    draft: work.draft,
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
    reading: (list.problem ?? byCode.problem ?? known.problem) satisfies ApiProblem | undefined,
    readAgain: () => (list.problem === undefined ? known.reload() : list.reload()),
  };
};
export type Desk = ReturnType<typeof useDesk>;
