import type { Answer, Response } from '#contracts';

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
