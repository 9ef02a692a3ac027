import { type Invitation, type RecordedReply } from '#contracts';

const mostKept = 10;
export const keyOfEntry = ({ invitation, response }: RecordedReply): string => `${invitation.id}.${response.revision}`;

type Entries = readonly RecordedReply[];
/** Whoever takes an earlier entry back decides on the invitation as it is now, and not on how it was. */
const followed = (entries: Entries, now: Invitation): Entries =>
  entries.map((each) => (each.invitation.id === now.id ? { ...each, invitation: now } : each));

/** What was entered, the latest first, with another one; a paper that said the same again is none. */
export const withEntry = (entries: Entries, entry: RecordedReply): Entries =>
  followed((entry.changed ? [entry, ...entries] : entries).slice(0, mostKept), entry.invitation);

/** Without one that was taken back, which left its invitation so. */
export const withoutEntry = (entries: Entries, entry: RecordedReply, now: Invitation): Entries =>
  followed(
    entries.filter((each) => keyOfEntry(each) !== keyOfEntry(entry)),
    now,
  );
