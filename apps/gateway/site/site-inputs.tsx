import { type Mistake, type Typed } from './site-typed.js';

export type FormState = { readonly typed: Typed; readonly mistakes: readonly Mistake[] };

const idOf = (name: string): string => `field-${name.replaceAll('.', '-')}`;

/** One line that is typed, with what is wrong with it. */
export const Line = ({
  name,
  label,
  state: { typed, mistakes },
  type = 'text',
  max = 200,
  hint,
}: {
  name: string;
  label: string;
  state: FormState;
  type?: 'text' | 'tel';
  max?: number;
  hint?: string;
}) => {
  const wrong = mistakes.filter(({ field }) => field === name);
  const id = idOf(name);
  const described = [wrong.length > 0 && `wrong-${id}`, hint !== undefined && `hint-${id}`].filter(
    (each) => each !== false,
  );
  return (
    <label className="line">
      <span>{label}</span>
      <input
        id={id}
        type={type}
        name={name}
        maxLength={max}
        defaultValue={typed[name]}
        aria-invalid={wrong.length > 0 || undefined}
        aria-describedby={described.length > 0 ? described.join(' ') : undefined}
      />
      {hint !== undefined && (
        <small className="hint" id={`hint-${id}`}>
          {hint}
        </small>
      )}
      {wrong.length > 0 && (
        <span className="wrong" id={`wrong-${id}`}>
          {wrong.map(({ text }) => text).join(' ')}
        </span>
      )}
    </label>
  );
};

/** One of a few. */
export const Choice = <Option extends string>({
  name,
  label,
  state: { typed },
  options,
  words,
}: {
  name: string;
  label: string;
  state: FormState;
  options: readonly Option[];
  words: Readonly<Record<Option, string>>;
}) => (
  <label>
    <span>{label}</span>
    <select name={name} defaultValue={typed[name]}>
      {options.map((option) => (
        <option key={option} value={option}>
          {words[option]}
        </option>
      ))}
    </select>
  </label>
);

/** Where to go on, before the form: each mistake leads to its input. */
export const Mistakes = ({ heading, mistakes }: { heading: string; mistakes: readonly Mistake[] }) =>
  mistakes.length === 0 ? null : (
    <div className="box bad" role="alert">
      <h2>{heading}</h2>
      <ul>
        {mistakes.map(({ field, text }, index) => (
          <li key={index}>
            <a href={`#${idOf(field)}`}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
