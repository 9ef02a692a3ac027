import type { Answer, Invitation, Response } from '#contracts';

export type DraftAttendee = { readonly name: string; readonly position: string; readonly phone: string };
/** What the desk is typing of an office's answer. */
export type Draft = { readonly answer: Answer; readonly attendees: readonly DraftAttendee[]; readonly note: string };

export const mostAttendees = 20;
export const nobody: DraftAttendee = { name: '', position: '', phone: '' };
export const emptyDraft: Draft = { answer: 'attend', attendees: [nobody], note: '' };

/** What the office has said already is where the desk begins, so that nothing of it is lost by what is typed. */
export const draftOf = (response: Pick<Response, 'answer' | 'attendees' | 'note'> | undefined): Draft =>
  response === undefined
    ? emptyDraft
    : {
        answer: response.answer,
        attendees: response.attendees.length === 0 ? [nobody] : response.attendees.map(({ name, position = '', phone = '' }) => ({ name, position, phone })),
        note: response.note ?? '',
      };

/**
 * What the desk is at: the draft, whether somebody has typed into it, and what the office had said where it began. `seen`: what
 * is shown from now on is replaced knowingly.
 */
export type DeskWork = {
  readonly draft: Draft;
  readonly touched: boolean;
  readonly begun?: { readonly invitationId: string; readonly counts: number | undefined; readonly revision: number } | undefined;
  readonly seen?: boolean;
};

export const noWork: DeskWork = { draft: emptyDraft, touched: false };
export const typedInto = (work: DeskWork, draft: Draft): DeskWork => ({ ...work, draft, touched: true });

/**
 * The invitation of the office that is chosen, as it is now. As long as nobody has typed, the draft is what the office says
 * now. What was typed stays while the office is the same; it still goes by the revision that it was begun from if the office
 * said something else since, so that this is told before it is replaced.
 */
export const heardOf = (work: DeskWork, { id, revision, response }: Invitation): DeskWork => {
  const begun = { invitationId: id, counts: response?.revision, revision };
  if (work.touched && work.begun?.invitationId === id) return work.begun.counts === response?.revision || work.seen === true ? { ...work, begun, seen: false } : work;
  if (work.touched && work.begun === undefined && response === undefined) return { ...work, begun };
  return { draft: draftOf(response), touched: false, begun };
};

/** Somebody answered meanwhile, and whoever types is told so: what is heard next may be replaced. */
export const toldOfConflict = (work: DeskWork): DeskWork => ({ ...work, seen: true });

/** The answer was taken back: nothing of it stays in the draft. */
export const afterTakingBack = (work: DeskWork): DeskWork => ({ ...work, touched: false });

const said = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** The answer as the API takes it: a row with nothing in it is left out, one with a phone and no name is not, so that it is noticed. */
export const contentOf = ({ answer, attendees, note }: Draft) => {
  const filled = answer === 'decline' ? [] : attendees.filter(({ name, position, phone }) => said(name + position + phone) !== undefined);
  return {
    answer,
    attendees: filled.map(({ name, position, phone }) => ({
      name: name.trim(), ...(said(position) !== undefined && { position: said(position) }), ...(said(phone) !== undefined && { phone: said(phone) }),
    })),
    ...(said(note) !== undefined && { note: said(note) }),
  };
};
