import { type SitePage } from '#contracts';
import { sitePageWordsOf } from '#words';
import { inLanguage, type PageContext } from '../reply/reply-page-parts.js';
import { type FormState, Line, Mistakes } from './site-inputs.js';
import { filled, type Typed, typedIn } from './site-typed.js';

const rows = [0, 1] as const;
const names = [...rows.flatMap((row) => [`present.${row}.name`, `present.${row}.mobile`]), 'checkId', 'revision'];

export const typedConfirmation = (body: unknown): Typed => typedIn(body, names);

/** What is known of who will be there, as the form shows it. */
export const confirmationOf = ({ appointment }: SitePage): Typed => ({
  checkId: appointment?.checkId ?? '',
  revision: String(appointment?.revision ?? ''),
  ...Object.fromEntries(
    (appointment?.confirmed?.present ?? []).flatMap(({ name, mobile = '' }, row) => [
      [`present.${row}.name`, name],
      [`present.${row}.mobile`, mobile],
    ]),
  ),
});

/** Whoever was named; rows that were left empty are nobody. `rowOf`: the row of each. */
export const presentIn = (typed: Typed): { present: object[]; rowOf: number[] } => {
  const said = rows.map((row) =>
    filled({ name: typed[`present.${row}.name`], mobile: typed[`present.${row}.mobile`] }),
  );
  const rowOf = rows.filter((row) => Object.keys(said[row] ?? {}).length > 0);
  return { present: rowOf.map((row) => said[row] ?? {}), rowOf };
};

/** One press says that the site will be there; whoever will be can be named. */
export const Confirming = ({ page, seen, state }: { page: PageContext; seen: SitePage; state: FormState }) => {
  const words = sitePageWordsOf(page.language);
  const { confirm } = words;
  return (
    <form method="post" action={inLanguage(`${page.address}/confirmation`, page)} noValidate>
      <h2>{seen.appointment?.confirmed === undefined ? confirm.heading : confirm.change}</h2>
      <Mistakes heading={words.mistakes} mistakes={state.mistakes} />
      <input type="hidden" name="checkId" value={state.typed['checkId']} />
      <input type="hidden" name="revision" value={state.typed['revision']} />
      {rows.map((row) => (
        <fieldset key={row}>
          <legend>{confirm.person(row + 1)}</legend>
          <Line name={`present.${row}.name`} label={confirm.name} state={state} />
          <Line name={`present.${row}.mobile`} label={confirm.mobile} state={state} type="tel" max={60} />
        </fieldset>
      ))}
      <button className="main">{seen.appointment?.confirmed === undefined ? confirm.act : confirm.actAgain}</button>
    </form>
  );
};
