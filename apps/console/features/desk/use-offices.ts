import { useCallback, useEffect, useMemo, useState } from 'react';
import { FindByReplyCode, GetInvitation, type Invitation, ListInvitations } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { isLabelOf, labelledOffices, mostOffered, officeOf } from './offices.js';
import type * as OfficesLike from './offices-like.js';
import { onPaper } from './on-paper.js';

/** So much of what is typed is looked for. */
const mostTyped = 200;

type Picked = { readonly label: string; readonly invitation: Invitation };

/**
 * The offices of the meeting as they are found by what is typed, and the one that is chosen: picked of those, its label typed whole, or
 * named by a paper. Found is what the server finds for exactly what stands there; while it looks, what it found before is narrowed by it,
 * so that nothing is ever offered that does not fit.
 */
export const useOffices = () => {
  const { meeting } = useMeeting();
  const { named, province } = useReader();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<Picked>();
  const labelled = useCallback(
    (invitations: readonly Invitation[]) => {
      const classNames = new Map(meeting.classes.map((each) => [each.class, named(each.name)]));
      return labelledOffices(invitations, { named, province, className: (id) => classNames.get(id) ?? id });
    },
    [meeting, named, province],
  );
  const labelOf = (invitation: Invitation): string => [...labelled([invitation]).keys()][0] ?? invitation.id;

  const paper = useMemo(() => onPaper(typed), [typed]);
  const isPicked = picked !== undefined && isLabelOf(picked.label, typed);
  const q = typed.trim().slice(0, mostTyped);
  const found = useAnswer(
    ListInvitations,
    paper !== undefined || isPicked ? undefined : { meetingId: meeting.id, limit: mostOffered, ...(q !== '' && { q }) },
  );
  const [before, setBefore] = useState<readonly Invitation[]>([]);
  const now = found.value?.items;
  useEffect(() => {
    if (now !== undefined) setBefore(now);
  }, [now]);
  const labels = useMemo(() => labelled(now ?? before), [labelled, now, before]);
  // What narrows it comes with the first key that is pressed: the desk is to open at once on any line.
  const [like, setLike] = useState<typeof OfficesLike>();
  useEffect(() => {
    if (q !== '' && like === undefined) void import('./offices-like.js').then(setLike);
  }, [q, like]);
  const offered = useMemo(() => {
    if (isPicked) return [{ id: picked.invitation.id, label: picked.label }];
    if (now === undefined) return like === undefined ? [] : like.officesLike(like.searchedOffices(labels), typed);
    return [...labels].map(([label, { id }]) => ({ id, label }));
  }, [isPicked, picked, labels, now, typed, like]);

  const choose = (invitation: Invitation, label = labelOf(invitation)): void => {
    setPicked({ label, invitation });
    setTyped(label);
  };
  const byCode = useAnswer(FindByReplyCode, paper !== undefined && 'replyCode' in paper ? paper : undefined);
  // Led here from an office's page: it is picked once, and then no more.
  const [led, setLed] = useState(() => new URLSearchParams(location.search).get('office') ?? undefined);
  const linked = paper !== undefined && 'invitationId' in paper ? paper.invitationId : led;
  const byLink = useAnswer(GetInvitation, linked === undefined ? undefined : { invitationId: linked, limit: 1 });
  const onIt = byCode.value ?? byLink.value?.invitation;
  // A paper that names its invitation picks its office by itself.
  useEffect(() => {
    if (onIt?.meetingId !== meeting.id) return;
    choose(onIt);
    setLed(undefined);
  }, [onIt]);

  return {
    typed,
    type: setTyped,
    offered,
    looking: now === undefined && !isPicked,
    pick: (id: string): void => {
      const [label, invitation] = [...labels].find(([, each]) => each.id === id) ?? [];
      if (invitation !== undefined) choose(invitation, label);
    },
    choose,
    labelOf,
    chosen: isPicked ? picked.invitation : now === undefined ? undefined : officeOf(labels, typed),
    problem: found.problem ?? byCode.problem ?? byLink.problem,
    reload: found.reload,
  };
};
export type Offices = ReturnType<typeof useOffices>;
