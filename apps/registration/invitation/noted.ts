import { isDeepStrictEqual } from 'node:util';
import { contentOf, type HistoryChange, type HistoryNote, type HistoryWhat, type Response } from '#contracts';
import { type InvitationRecord } from './invitation.js';
import { lastSaid } from './said.js';

type Known = Readonly<Record<string, unknown>>;
/** Of an office's copy what is no address and no person, and of what it says what names nobody: values are noted of these alone. */
const openOfOffice = new Set([
  'id',
  'class',
  'code',
  'name',
  'aliases',
  'formerCodes',
  'splitFrom',
  'provinceCode',
  'siteId',
  'language',
]);
const openOfResponse = new Set(['answer', 'attendeeCount', 'channel', 'receivedAt', 'saidAgainAt', 'late', 'scans']);

const changesOf = (before: Known, after: Known, open: ReadonlySet<string>): HistoryChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .sort()
    .map((field) =>
      open.has(field)
        ? {
            field,
            ...(before[field] !== undefined && { before: before[field] }),
            ...(after[field] !== undefined && { after: after[field] }),
          }
        : { field, personal: true },
    );

/** What a response said and how it came; nothing of it once it was taken back. */
const saidBy = (response: Response | undefined): Known => {
  if (response === undefined || response.takenBack !== undefined) return {};
  const { channel, receivedAt, saidAgainAt, late, scans } = response;
  const content = contentOf(response);
  return {
    ...content,
    attendeeCount: content.attendees.length,
    channel,
    receivedAt,
    ...(saidAgainAt !== undefined && { saidAgainAt }),
    late,
    // What a paper holds is nobody's to read here; that it was this one is what its hash says.
    ...(scans !== undefined && { scans: scans.map(({ sha256 }) => sha256) }),
  };
};

type Said = Pick<HistoryNote, 'what' | 'responseRevision' | 'changes' | 'reason'>;
/** What became of the response that a write made or changed; of several that were withdrawn at once, of the one that counted. */
const noteOfResponse = (before: InvitationRecord, after: InvitationRecord): Said | undefined => {
  const earlier = new Map(before.responses.map((each) => [each.revision, each]));
  const changed = after.responses.filter((each) => !isDeepStrictEqual(earlier.get(each.revision), each));
  const counted = lastSaid(before.responses)?.revision;
  const written = changed.find((each) => each.revision === counted) ?? changed[0];
  if (written === undefined) return undefined;
  const { revision, takenBack } = written;
  const own = earlier.get(revision);
  const is = (what: HistoryWhat, from: Response | undefined): Said => ({
    what,
    responseRevision: revision,
    changes: changesOf(saidBy(from), saidBy(written), openOfResponse),
  });
  if (takenBack !== undefined && own?.takenBack === undefined) {
    if (takenBack.by !== undefined) return { ...is('response-taken-back', own), reason: takenBack.reason };
    // Why the office withdrew is its own text, as what it said is.
    const { changes, ...note } = is('response-withdrawn', own);
    return { ...note, changes: [...changes, { field: 'reason', personal: true }] };
  }
  if (own !== undefined) return is('response-said-again', own);
  const why = written.reason !== undefined && { reason: written.reason };
  return lastSaid(after.responses)?.revision === revision
    ? { ...is('response-recorded', lastSaid(before.responses)), ...why }
    : { ...is('response-kept', undefined), ...why };
};

const noteOfRest = (before: InvitationRecord, after: InvitationRecord): Pick<HistoryNote, 'what' | 'changes'> => {
  if (before.status !== after.status)
    return {
      what: after.status === 'withdrawn' ? 'invitation-withdrawn' : 'invited-again',
      changes: [{ field: 'status', before: before.status, after: after.status }],
    };
  if (!isDeepStrictEqual(before.extensions, after.extensions))
    return {
      what: 'invitation-extended',
      changes: changesOf(
        { answersUntil: before.extensions?.at(-1)?.until },
        { answersUntil: after.extensions?.at(-1)?.until },
        new Set(['answersUntil']),
      ),
    };
  if (before.linkVersion !== after.linkVersion)
    return {
      what: 'reply-link-renewed',
      changes: [{ field: 'linkVersion', before: before.linkVersion, after: after.linkVersion }],
    };
  const site = isDeepStrictEqual(before.siteName, after.siteName)
    ? []
    : [{ field: 'siteName', before: before.siteName, after: after.siteName }];
  return {
    what: before.organisation.siteId === after.organisation.siteId ? 'invitation-followed' : 'invitation-moved',
    changes: [...changesOf(before.organisation, after.organisation, openOfOffice), ...site],
  };
};

/** What became of an invitation in one write; of a new one, what it was issued with. */
export const noteOfInvitation = (before: InvitationRecord | undefined, after: InvitationRecord): HistoryNote => {
  const { id: organisationId, provinceCode } = after.organisation;
  const of = { meetingId: after.meetingId, invitationId: after.id, organisationId, provinceCode };
  if (before === undefined)
    return { ...of, what: 'invitation-issued', changes: [{ field: 'name', after: after.organisation.name }] };
  return { ...of, ...(noteOfResponse(before, after) ?? noteOfRest(before, after)) };
};
