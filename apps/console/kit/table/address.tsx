import { Fragment } from 'react';

/** An e-mail address, which may break after @ and before a dot and nowhere else as long as that is enough. */
export const Address = ({ of }: { of: string | undefined }) =>
  of === undefined ? (
    '–'
  ) : (
    <span className="address">
      {of.split(/(?<=@)|(?=\.)/).map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
