import { renderToStaticMarkup } from 'react-dom/server';
import { equipmentKinds, type SitePage, systemKinds } from '#contracts';
import { checksWordsOf, sitePageWordsOf } from '#words';
import { formId, inLanguage, Page, type PageContext } from '../reply/reply-page-parts.js';
import { rowsOf } from './site-dossier-form.js';
import { Choice, type FormState, Line, Mistakes } from './site-inputs.js';
import { Back, barOf, SiteContact } from './site-parts.js';

type View = FormState & {
  readonly seen: SitePage;
  /** Another wrote it meanwhile: what was typed is shown beside what is known now. */
  readonly overtaken?: boolean;
};

const DossierPage = ({ page, first, view }: { page: PageContext; first: string; view: View }) => {
  const words = sitePageWordsOf(page.language);
  const { form, gaps, systems, equipment } = checksWordsOf(page.language);
  const { seen } = view;
  const rows = rowsOf(seen.dossier);
  const Person = ({ prefix, legend }: { prefix: string; legend: string }) => (
    <fieldset>
      <legend>{legend}</legend>
      <Line name={`${prefix}.name`} label={form.name} state={view} />
      <Line name={`${prefix}.position`} label={form.position} state={view} />
      <Line name={`${prefix}.mobile`} label={form.mobile} state={view} type="tel" max={60} />
    </fieldset>
  );
  return (
    <Page page={page} title={words.dossier.heading} own={barOf(page.language)} switchBy="button">
      {view.overtaken === true && (
        <div className="box note" role="alert">
          <h2>{words.dossier.overtaken}</h2>
          <p>{words.dossier.overtakenHint}</p>
        </div>
      )}
      <Mistakes heading={words.mistakes} mistakes={view.mistakes} />
      <form id={formId} method="post" action={inLanguage(page.address, page)} noValidate>
        <h1>{words.dossier.heading}</h1>
        <p>{words.dossier.hint}</p>
        {seen.missing.length > 0 && (
          <p>
            <b>{words.missing}</b>: {seen.missing.map((gap) => gaps[gap]).join(' · ')}
          </p>
        )}
        <input type="hidden" name="revision" value={view.typed['revision']} />
        <Person prefix="presiding" legend={form.presiding} />
        {rows.technicians.map((row) => (
          <Person key={row} prefix={`technicians.${row}`} legend={form.technician(row + 1)} />
        ))}
        {rows.systems.map((row) => (
          <fieldset key={row}>
            <legend>{form.system(row + 1)}</legend>
            <Choice name={`systems.${row}.kind`} label={form.kind} state={view} options={systemKinds} words={systems} />
            <Line
              name={`systems.${row}.dial`}
              label={form.address}
              state={view}
              max={300}
              hint={form.addressHints.h323}
            />
          </fieldset>
        ))}
        <fieldset>
          <legend>{form.place}</legend>
          <Line name="room" label={form.room} state={view} />
          <Line name="seats" label={form.seats} state={view} max={10} />
          <Line name="downMbps" label={form.downMbps} state={view} max={10} />
          <Line name="upMbps" label={form.upMbps} state={view} max={10} />
          <Line name="backup.phone" label={form.backupPhone} state={view} type="tel" max={60} />
          <Line name="backup.line" label={form.backupLine} state={view} hint={form.backupLineHint} />
        </fieldset>
        {rows.equipment.map((row) => (
          <fieldset key={row}>
            <legend>{form.device(row + 1)}</legend>
            <Choice
              name={`equipment.${row}.what`}
              label={form.what}
              state={view}
              options={equipmentKinds}
              words={equipment}
            />
            <Line name={`equipment.${row}.make`} label={form.make} state={view} max={100} />
            <Line name={`equipment.${row}.model`} label={form.model} state={view} max={100} />
            <Line name={`equipment.${row}.firmware`} label={form.firmware} state={view} max={100} />
          </fieldset>
        ))}
        <p>{words.dossier.stale}</p>
        <button className="main">{form.save}</button>
      </form>
      <Back page={page} first={first} />
      <SiteContact page={page} contact={seen.contact} />
    </Page>
  );
};

/** Where a site corrects what is known of it. */
export const siteDossierPage = (page: PageContext, first: string, view: View): string =>
  `<!doctype html>${renderToStaticMarkup(<DossierPage page={page} first={first} view={view} />)}`;
