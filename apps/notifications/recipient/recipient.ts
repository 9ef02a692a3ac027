import { type Bilingual, type Language } from '#contracts';

/** An invited office as mails need it. `responseRevision` is 0 while it is silent. */
export type Recipient = {
  readonly invitationId: string;
  readonly meetingId: string;
  readonly organisationId: string;
  readonly name: Bilingual;
  readonly class: string;
  readonly provinceCode: string;
  readonly email?: string;
  readonly language: Language;
  readonly responseRevision: number;
  readonly withdrawn: boolean;
};

/** Whom a mail goes to: an office, or a site's technical contact. */
export type Contact = { readonly name: Bilingual; readonly email?: string; readonly language: Language };
