import { type Contact, type Organisation, type Site } from '#contracts';
import { bilingual, plain, text } from '#persistence';

/** How the directory's entries, and copies of them, stand in a document. A list that is not there is not made an empty one. */
const contacts = {
  type: [
    plain({ role: text, name: String, phone: String, mobile: String, fax: String, email: String } satisfies Record<
      keyof Contact,
      unknown
    >),
  ],
  default: undefined,
};

export const organisationFields = {
  class: text,
  code: String,
  name: bilingual,
  aliases: { type: [String], default: undefined },
  formerCodes: { type: [String], default: undefined },
  splitFrom: String,
  provinceCode: text,
  siteId: text,
  email: String,
  phone: String,
  fax: String,
  contacts,
  language: text,
} satisfies Record<Exclude<keyof Organisation, 'id'>, unknown>;

export const siteFields = {
  name: bilingual,
  provinceCode: text,
  email: String,
  phone: String,
  contacts,
  language: text,
} satisfies Record<Exclude<keyof Site, 'id'>, unknown>;
