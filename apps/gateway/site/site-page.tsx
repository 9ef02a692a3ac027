import { type SiteAppointment, type SitePage } from '#contracts';
import { checksWordsOf, momentText, selfCheckWordsOf, sitePageWordsOf, spanText } from '#words';
import { renderToStaticMarkup } from 'react-dom/server';
import { formId, inLanguage, Moment, Page, type PageContext } from '../reply/reply-page-parts.js';
import { Confirming } from './site-confirming.js';
import { type FormState } from './site-inputs.js';
import { barOf, Fact, Phone, SiteContact, SiteHead } from './site-parts.js';

export type SiteDone = keyof ReturnType<typeof sitePageWordsOf>['done'];
export type SiteView = {
  readonly seen: SitePage;
  readonly now: Date;
  readonly confirming: FormState;
  /** What was done just now. */
  readonly done?: SiteDone | undefined;
  /** The appointment is another one than whoever confirmed it had seen. */
  readonly overtaken?: boolean;
};
/** What a site may do beside confirming, where it may: one page each. */
export const sitePlaces = ['times', 'busy', 'dossier'] as const;

const Appointment = ({ page: { language }, view: { seen, now } }: { page: PageContext; view: SiteView }) => {
  const { appointment: words } = sitePageWordsOf(language);
  const { appointment } = seen;
  if (appointment === undefined)
    return (
      <section>
        <h2>{words.heading}</h2>
        <p>{words.none}</p>
      </section>
    );
  const { state, startsAt, endsAt, technician } = appointment;
  const isOver = state === 'booked' && endsAt <= now.toISOString();
  return (
    <section>
      <h2>{words.heading}</h2>
      <dl>
        <Fact term={words.when}>
          <b>
            <Moment text={spanText(language, seen.meeting.timeZone, startsAt, endsAt)} />
          </b>
        </Fact>
        <Fact term={words.state}>{isOver ? words.over : words.states[state]}</Fact>
        {technician !== undefined && (
          <Fact term={words.technician}>
            {technician.name}
            {technician.phone !== undefined && (
              <>
                {' · '}
                <Phone phone={technician.phone} />
              </>
            )}
          </Fact>
        )}
      </dl>
      {state === 'booked' && !isOver && <Confirmed language={language} seen={seen} appointment={appointment} />}
    </section>
  );
};

const Confirmed = ({
  language,
  seen,
  appointment: { confirmed, unfit, mayChange },
}: {
  language: PageContext['language'];
  seen: SitePage;
  appointment: SiteAppointment;
}) => {
  const { appointment: words } = sitePageWordsOf(language);
  const at = confirmed === undefined ? undefined : momentText(language, seen.meeting.timeZone, confirmed.at);
  return (
    <>
      <p>
        {at === undefined ? (
          <b>{words.unconfirmed}</b>
        ) : (
          <Moment text={confirmed?.by === 'staff' ? words.confirmedByStaff(at) : words.confirmed(at)} />
        )}
      </p>
      {confirmed !== undefined && confirmed.present.length > 0 && (
        <dl>
          <Fact term={words.present}>
            {confirmed.present.map(({ name, mobile }, index) => (
              <div key={index}>
                {name}
                {mobile !== undefined && ` · ${mobile}`}
              </div>
            ))}
          </Fact>
        </dl>
      )}
      {unfit && <p className="wrong">{words.unfit}</p>}
      {!mayChange && <p className="over">{words.tooLate}</p>}
    </>
  );
};

/** By what the centre reaches the site, and what it does not know of it. */
const Dialled = ({ page: { language }, seen }: { page: PageContext; seen: SitePage }) => {
  const words = sitePageWordsOf(language);
  const { gaps } = checksWordsOf(language);
  return (
    <section>
      <h2>{words.dialled}</h2>
      {seen.dossier.systems.length === 0 ? (
        <p>{words.noSystems}</p>
      ) : (
        <ul>
          {seen.dossier.systems.map(({ kind, dial }, index) => (
            <li key={index}>
              {words.systems[kind]}: {dial}
            </li>
          ))}
        </ul>
      )}
      {seen.missing.length > 0 && (
        <p>
          <b>{words.missing}</b>: {seen.missing.map((gap) => gaps[gap]).join(' · ')}
        </p>
      )}
    </section>
  );
};

const isAhead = ({ seen: { appointment }, now }: SiteView): boolean =>
  appointment?.state === 'booked' && appointment.endsAt > now.toISOString();

const FirstPage = ({ page, view }: { page: PageContext; view: SiteView }) => {
  const words = sitePageWordsOf(page.language);
  const { seen } = view;
  const closed = seen.closedBecause === undefined ? undefined : words.closed[seen.closedBecause];
  return (
    <Page page={page} title={words.appointment.heading} own={barOf(page.language)} switchBy="link">
      {closed !== undefined && (
        <div className="box note" role="status">
          <h2>{closed.heading}</h2>
          <p>{closed.text}</p>
        </div>
      )}
      {view.done !== undefined && closed === undefined && (
        <div className="box good" role="status">
          <p>✓ {words.done[view.done]}</p>
        </div>
      )}
      {view.overtaken === true && (
        <div className="box note" role="alert">
          <h2>{words.confirm.overtaken}</h2>
          <p>{words.confirm.overtakenHint}</p>
        </div>
      )}
      <div id={formId}>
        <SiteHead page={page} seen={seen} />
      </div>
      {closed === undefined && (
        <>
          <Appointment page={page} view={view} />
          {isAhead(view) && <Confirming page={page} seen={seen} state={view.confirming} />}
          <section className="screen">
            <h2>{words.more}</h2>
            <ul>
              {sitePlaces
                .filter((place) => place !== 'times' || seen.mayTakeTime)
                .map((place) => (
                  <li key={place}>
                    <a href={inLanguage(`${page.address}/${place}`, page)}>{words.places[place]}</a>
                  </li>
                ))}
            </ul>
          </section>
          <Dialled page={page} seen={seen} />
          <section className="screen">
            <h2>{selfCheckWordsOf(page.language).title}</h2>
            <p>{selfCheckWordsOf(page.language).intro}</p>
            <a href={inLanguage(`${page.address}/self-check`, page)}>{selfCheckWordsOf(page.language).running.begin}</a>
          </section>
        </>
      )}
      <SiteContact page={page} contact={seen.contact} />
    </Page>
  );
};

/** What a site sees first by its link. */
export const siteFirstPage = (page: PageContext, view: SiteView): string =>
  `<!doctype html>${renderToStaticMarkup(<FirstPage page={page} view={view} />)}`;
