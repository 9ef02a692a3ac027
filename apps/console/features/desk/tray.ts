import { type Scan } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';

/** A scan beside the form: on its way, kept or refused; read, and whose it is. */
export type TrayScan = {
  readonly key: string;
  readonly file: File;
  readonly state: 'sending' | 'kept' | 'refused';
  readonly scan?: Scan;
  /** Why it was refused. */
  readonly problem?: ApiProblem | undefined;
  /** What stands in its QR codes: the invitation that they name, those of several offices, or nothing that can be read. */
  readonly read?: { readonly invitationId: string } | 'several' | 'nothing';
  /** The invitation that it belongs to: by its own QR code or by the word of whoever looks at it, never by the scan before it. */
  readonly of?: string;
};
export type Tray = readonly TrayScan[];

/** What goes with the answer that is being typed; while one of it is on its way, the answer waits. */
export type ScansAtHand = { readonly ids: readonly string[]; readonly sending: boolean };

export const written = (tray: Tray, key: string, more: Partial<Omit<TrayScan, 'key'>>): Tray =>
  tray.map((each) => (each.key === key ? { ...each, ...more } : each));

type ReadAs = NonNullable<TrayScan['read']>;
/** What all pages of a scan name: papers of several offices in one file are nobody's until somebody says whose. */
export const readAs = (invitationIds: readonly string[]): ReadAs => {
  const [invitationId, ...others] = new Set(invitationIds);
  if (invitationId === undefined) return 'nothing';
  return others.length > 0 ? 'several' : { invitationId };
};
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

/**
 * The scan that stands beside the form: the one that somebody looks at, else one of the office whose form it is, else one
 * of which somebody has yet to say whose it is. Another office's paper stands there only where no office is chosen.
 */
export const shownIn = (
  tray: Tray,
  invitationId: string | undefined,
  looksAt: string | undefined,
): TrayScan | undefined => {
  const taken = tray.filter(({ state }) => state !== 'refused');
  return (
    tray.find(({ key }) => key === looksAt)
    ?? scansOf(tray, invitationId)[0]
    ?? taken.find(({ of }) => of === undefined)
    ?? (invitationId === undefined ? taken[0] : undefined)
  );
};
