import { type ReactNode } from 'react';
import { type Language, type SitePage } from '#contracts';
import { sitePageWordsOf, spanText, textIn } from '#words';
import { dialled } from '../reply/dialled.js';
import { inLanguage, Moment, type PageContext } from '../reply/reply-page-parts.js';

export const barOf = (language: Language) => {
  const { bar: title, skip } = sitePageWordsOf(language);
  return { title, skip };
};

export const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

export const Phone = ({ phone }: { phone: string }) => <a href={`tel:${dialled(phone)}`}>{phone}</a>;

/** Whom to ring or write to; where nothing is known of the meeting, whoever helps. */
export const SiteContact = ({ page, contact }: { page: PageContext; contact: SitePage['contact'] | undefined }) => {
  const words = sitePageWordsOf(page.language);
  const phone = contact?.phone ?? page.helpPhone;
  if (contact === undefined && phone === undefined) return null;
  return (
    <section>
      <h2>{words.contact}</h2>
      {contact !== undefined && (
        <p className="over">
          {[contact.name, textIn(contact.unit, page.language)].filter((each) => each !== undefined).join(' · ')}
        </p>
      )}
      {phone !== undefined && (
        <p className="over">
          {words.phone} <Phone phone={phone} />
        </p>
      )}
      {contact !== undefined && (
        <p className="over">
          {words.email} <a href={`mailto:${contact.email}`}>{contact.email}</a>
        </p>
      )}
      {contact?.faultLine !== undefined && (
        <p className="over">
          {words.faultLine} <Phone phone={contact.faultLine} />
        </p>
      )}
    </section>
  );
};

/** What meeting it is about, and which site. */
export const SiteHead = ({ page: { language }, seen }: { page: PageContext; seen: SitePage }) => {
  const words = sitePageWordsOf(language);
  const { meeting } = seen;
  return (
    <section>
      <p className="over">{words.site}</p>
      <h1>{textIn(seen.siteName, language)}</h1>
      <dl>
        <Fact term={words.meeting}>{textIn(meeting.title, language)}</Fact>
        <Fact term={words.meetingWhen}>
          <Moment text={spanText(language, meeting.timeZone, meeting.startsAt, meeting.endsAt)} />
        </Fact>
        {meeting.dialIn !== undefined && <Fact term={words.dialIn}>{meeting.dialIn}</Fact>}
      </dl>
    </section>
  );
};

/** Leads back to the site's first page. */
export const Back = ({ page, first }: { page: PageContext; first: string }) => (
  <p>
    <a href={inLanguage(first, page)}>{sitePageWordsOf(page.language).back}</a>
  </p>
);
