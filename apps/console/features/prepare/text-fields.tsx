import { Field } from '../../kit/form/field.js';
import { type Mistake, wrongAt } from '../../kit/form/mistakes.js';
import { type Texts, type TypedTexts } from './texts.js';

type TextFieldsOf<Path extends string> = {
  readonly fields: Texts<Path>;
  readonly labels: Readonly<Record<NoInfer<Path>, string>>;
  readonly typed: TypedTexts<NoInfer<Path>>;
  readonly onType: (path: NoInfer<Path>, text: string) => void;
  readonly mistakes: readonly Mistake[];
};

export const idOfPath = (path: string): string => `at-${path.replaceAll('.', '-')}`;

/** Inputs of texts, each at its path in what is edited. */
export const TextFields = <Path extends string>({ fields, labels, typed, onType, mistakes }: TextFieldsOf<Path>) =>
  (Object.keys(fields) as Path[]).map((path) => {
    const { input = 'text', max, lang } = fields[path];
    const id = idOfPath(path);
    return (
      <Field key={path} id={id} label={labels[path]} wrong={wrongAt(mistakes, id)}>
        {(described) => {
          const shown = {
            ...described,
            value: typed[path],
            maxLength: max,
            lang,
            autoComplete: 'off',
            onChange: ({ target: { value } }: { target: { value: string } }) => onType(path, value),
          };
          return input === 'lines' ? <textarea {...shown} rows={8} /> : <input {...shown} type={input} />;
        }}
      </Field>
    );
  });
