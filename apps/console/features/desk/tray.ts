import { type Scan } from '#contracts';

/** A scan beside the form: on its way, kept or refused; read, and whose it is. */
export type TrayScan = {
  readonly key: string;
  readonly file: File;
  readonly state: 'sending' | 'kept' | 'refused';
  readonly scan?: Scan;
  /** What stands in its QR code: the invitation that it names, or nothing that can be read. */
  readonly read?: { readonly invitationId: string } | 'nothing';
  /** The invitation that it belongs to: by its own QR code or by the word of whoever looks at it, never by the scan before it. */
  readonly of?: string;
};
export type Tray = readonly TrayScan[];

/** What goes with the answer that is being typed; while one of it is on its way, the answer waits. */
export type ScansAtHand = { readonly ids: readonly string[]; readonly sending: boolean };

export const written = (tray: Tray, key: string, more: Partial<Omit<TrayScan, 'key'>>): Tray =>
  tray.map((each) => (each.key === key ? { ...each, ...more } : each));

type ReadAs = NonNullable<TrayScan['read']>;
/** What was read in it says whose it is, unless somebody has said so meanwhile. */
export const readIn = (tray: Tray, key: string, read: ReadAs): Tray =>
  tray.map((each) =>
    each.key === key
      ? { ...each, read, ...(each.of === undefined && typeof read === 'object' && { of: read.invitationId }) }
      : each,
  );

/** What goes with an answer of this invitation. */
export const scansOf = (tray: Tray, invitationId: string | undefined): readonly TrayScan[] =>
  invitationId === undefined ? [] : tray.filter(({ of, state }) => of === invitationId && state !== 'refused');

/** An answer that is recorded takes its scans with it; those of others, and those of nobody, stay for the next. */
export const afterRecording = (tray: Tray, invitationId: string): Tray =>
  tray.filter(({ of, state }) => of !== invitationId || state !== 'kept');

/** Whose answer comes next: the first scan that says itself whose it is, of those that are invited here. */
export const nextOffice = (tray: Tray, isInvited: (invitationId: string) => boolean): string | undefined =>
  tray.flatMap(({ read, of, state }) =>
    state !== 'refused' && typeof read === 'object' && read.invitationId === of && isInvited(of) ? [of] : [],
  )[0];
