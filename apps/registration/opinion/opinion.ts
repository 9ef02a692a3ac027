import { type Asker, type HistoryNote, mostOpinions, type Opinion, type OwnOpinion } from '#contracts';
import { conflict, notFound } from '#platform';
import { type InvitationRecord, opensPersons } from '../invitation/invitation.module.js';

/** An opinion as it is kept. One that was withdrawn stays, and is shown nowhere. */
export type GivenOpinion = OwnOpinion & {
  readonly enteredAt: string;
  readonly enteredBy?: string;
  readonly withdrawn?: { readonly at: string; readonly by?: string; readonly reason?: string };
};
/** All that one office has said. `place`: where it stands among those of its meeting, by province, class and office. */
export type OpinionsRecord = {
  readonly id: string;
  readonly revision: number;
  readonly meetingId: string;
  readonly invitationId: string;
  readonly class: string;
  readonly provinceCode: string;
  readonly place: string;
  readonly given: readonly GivenOpinion[];
};

/** With those that were withdrawn: far below the 16 MB of a document, and more than anybody takes back in earnest. */
const mostKept = 100;

export const isStanding = ({ withdrawn }: Pick<GivenOpinion, 'withdrawn'>): boolean => withdrawn === undefined;

/** What the one before it has left, with what an opinion makes of it; without `given` nothing is to be kept. */
export type OpinionDecision = { readonly opinion: GivenOpinion; readonly given?: readonly GivenOpinion[] };

const isSame = (one: GivenOpinion, other: GivenOpinion): boolean =>
  isStanding(one) && one.text === other.text && one.givenBy === other.givenBy;

/**
 * One that came before under the same id is the same, if it says the same.
 * Throws conflict 'opinion-id-used', what `refuse` throws, 'too-many-opinions' or 'opinions-changed-too-often'.
 */
export const giveOpinion = (
  given: readonly GivenOpinion[],
  opinion: GivenOpinion,
  refuse: () => void,
): OpinionDecision => {
  const known = given.find(({ id }) => id === opinion.id);
  if (known !== undefined) {
    if (isSame(known, opinion)) return { opinion: known };
    throw conflict('opinion-id-used');
  }
  refuse();
  if (given.filter(isStanding).length >= mostOpinions)
    throw conflict('too-many-opinions', { values: { most: mostOpinions } });
  if (given.length >= mostKept) throw conflict('opinions-changed-too-often');
  return { opinion, given: [...given, opinion] };
};

/** One that was withdrawn before stays as it is. Throws not-found 'opinion-not-found' and what `refuse` throws. */
export const withdrawOpinion = (
  given: readonly GivenOpinion[],
  opinionId: string,
  withdrawn: NonNullable<GivenOpinion['withdrawn']>,
  refuse: () => void,
): OpinionDecision => {
  const known = given.find(({ id }) => id === opinionId);
  if (known === undefined) throw notFound('opinion-not-found', { values: { id: opinionId } });
  if (!isStanding(known)) return { opinion: known };
  refuse();
  const opinion = { ...known, withdrawn };
  return { opinion, given: given.map((each) => (each === known ? opinion : each)) };
};

/** As the office itself reads it: who entered it is nothing that it is told. */
export const ownOf = ({ id, text, givenBy, givenAt, channel }: GivenOpinion): OwnOpinion => ({
  id,
  text,
  ...(givenBy !== undefined && { givenBy }),
  givenAt,
  channel,
});

/** The opinion with its office, as whoever asks may see it. What an office thinks is for all who read the meeting, who gave it for those who see persons. */
export const openedOpinion = (
  who: Asker,
  { id: invitationId, meetingId, organisation: office }: Pick<InvitationRecord, 'id' | 'meetingId' | 'organisation'>,
  given: GivenOpinion,
): Opinion => {
  const { givenBy, ...own } = ownOf(given);
  const organisation = { id: office.id, name: office.name, class: office.class, provinceCode: office.provinceCode };
  const opinion = { ...own, meetingId, invitationId, organisation };
  if (!opensPersons(who, office.provinceCode)) return { ...opinion, withheld: true };
  return {
    ...opinion,
    ...(givenBy !== undefined && { givenBy }),
    ...(given.enteredBy !== undefined && { enteredBy: given.enteredBy }),
  };
};

/** What became of an opinion. What it says is free text that may name persons: that it was said is noted, and where it stands. */
export const noteOfOpinion = (
  { id: invitationId, meetingId, organisation }: Pick<InvitationRecord, 'id' | 'meetingId' | 'organisation'>,
  { id, channel, givenBy, withdrawn }: GivenOpinion,
): HistoryNote => ({
  meetingId,
  what: withdrawn === undefined ? 'opinion-given' : 'opinion-withdrawn',
  invitationId,
  organisationId: organisation.id,
  provinceCode: organisation.provinceCode,
  changes: [
    { field: 'opinionId', [withdrawn === undefined ? 'after' : 'before']: id },
    ...(withdrawn === undefined ? [{ field: 'channel', after: channel }] : []),
    { field: 'text', personal: true as const },
    ...(givenBy === undefined ? [] : [{ field: 'givenBy', personal: true as const }]),
  ],
  ...(withdrawn?.reason !== undefined && { reason: withdrawn.reason }),
});
