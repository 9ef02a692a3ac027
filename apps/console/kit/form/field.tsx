import { type ReactNode, useId } from 'react';

type Described = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};
type FieldOf = {
  readonly label: string;
  readonly hint?: string | undefined;
  /** What is wrong with what stands in it. */
  readonly wrong?: string | undefined;
  /** By which a summary of mistakes leads here. */
  readonly id?: string;
  readonly children: (described: Described) => ReactNode;
};

/** A label, what helps to fill it in, and what is wrong with it, all tied to the one input. */
export const Field = ({ label, hint, wrong, id, children }: FieldOf) => {
  const made = useId();
  const own = id ?? made;
  const describedBy = [hint === undefined ? [] : [`${own}-hint`], wrong === undefined ? [] : [`${own}-wrong`]]
    .flat()
    .join(' ');
  return (
    <div className="field">
      <label htmlFor={own}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${own}-hint`}>
          {hint}
        </p>
      )}
      {children({
        id: own,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': wrong === undefined ? undefined : true,
      })}
      {wrong !== undefined && (
        <p className="wrong" id={`${own}-wrong`}>
          {wrong}
        </p>
      )}
    </div>
  );
};
