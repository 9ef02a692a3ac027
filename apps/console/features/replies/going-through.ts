import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  type AssignContact,
  type ContactAssigned,
  type ExtendInvitations,
  GetInvitation,
  GetOrganisation,
  GetResponseBoard,
  type HttpAsk,
  type InviteAgain,
  ListHistory,
  ListInvitations,
  type WithdrawInvitations,
} from '#contracts';
import { ask, type ApiProblem, type Asked, problemFrom } from '../../kit/data/ask.js';
import { keyOf } from '../../kit/data/use-answer.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';

/** Which invitations: by name, or all that a list with this filter shows. */
export type SeveralOf = Pick<HttpAsk<typeof InviteAgain>, 'invitationIds' | 'filter'>;
/** How many were changed, how many stood so already, and, where that is said, for which it was not done. */
export type Done = Omit<ContactAssigned, 'next'>;
type Step = Omit<Done, 'not'> & Partial<Pick<ContactAssigned, 'not' | 'next'>>;

const mostNamed = 1000;
/** As many requests as it takes to name them all. */
const inParts = ({ invitationIds, filter }: SeveralOf): SeveralOf[] =>
  invitationIds === undefined
    ? [{ filter }]
    : Array.from({ length: Math.ceil(invitationIds.length / mostNamed) }, (_, part) => ({
        invitationIds: invitationIds.slice(part * mostNamed, (part + 1) * mostNamed),
      }));

/** All of it, a thousand at a time; what was stopped is asked again and does the rest. */
const goThrough = async (
  of: SeveralOf,
  send: (part: SeveralOf & { readonly after?: string }) => Promise<Step>,
  onStep: (sum: Done) => void,
): Promise<Done> => {
  let sum: Done = { changed: 0, left: 0, not: [] };
  for (const part of inParts(of))
    for (let after: string | undefined, more = true; more;) {
      const { changed, left, not = [], next } = await send({ ...part, ...(after !== undefined && { after }) });
      sum = { changed: sum.changed + changed, left: sum.left + left, not: [...sum.not, ...not] };
      onStep(sum);
      after = next;
      more = next !== undefined;
    }
  return sum;
};

type Contract = typeof ExtendInvitations | typeof WithdrawInvitations | typeof InviteAgain | typeof AssignContact;
const stale = [ListInvitations, GetInvitation, GetOrganisation, GetResponseBoard, ListHistory];

export type GoingThrough = {
  /** What it would do, or how far it is. */
  readonly count: Done | undefined;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  /** Whether it was seen what it would do, and whether there is anything to be seen or done. */
  readonly isSeen: boolean;
  readonly mayGoOn: boolean;
  /** Something else is asked for: what it would do is to be seen anew. */
  readonly forget: () => void;
  /** Shows what it would do, or does what was seen. */
  readonly goOn: (request: object, onDone: (done: Done) => void) => Promise<void>;
};

/** What is asked of several invitations: first it is seen to how many it would be done, then it is done. */
export const useGoingThrough = (contract: Contract, of: SeveralOf): GoingThrough => {
  const { meeting } = useMeeting();
  const { language } = useReader();
  const client = useQueryClient();
  const [count, setCount] = useState<Done>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const isSeen = count !== undefined && !busy;
  const goOn = async (request: object, onDone: (done: Done) => void): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      const done = await goThrough(
        of,
        async (part) => {
          const asked: unknown = { ...request, ...part, meetingId: meeting.id, preview: !isSeen };
          return (await ask(language, contract as Asked, asked as HttpAsk<Asked>)) as Step;
        },
        setCount,
      );
      if (isSeen) onDone(done);
    } catch (error) {
      setCount(undefined);
      setProblem(problemFrom(language, error));
    } finally {
      setBusy(false);
      if (isSeen) for (const each of stale) void client.invalidateQueries({ queryKey: keyOf(each) });
    }
  };
  return {
    count,
    busy,
    problem,
    isSeen,
    mayGoOn: !isSeen || count.changed > 0,
    forget: () => setCount(undefined),
    goOn,
  };
};
