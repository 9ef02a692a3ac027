import { type ApiProblem } from './data/ask.js';
import { useWords } from './reader.js';

/** A problem in the reader's words, with the fields that are wrong. */
export const Notice = ({ problem, retry }: { problem: ApiProblem | undefined; retry?: (() => void) | undefined }) => {
  const words = useWords('kit');
  if (problem === undefined) return null;
  const { title, detail, fields = [] } = problem.problem;
  return (
    <div className="notice" role="alert">
      <strong>{title}</strong>
      <p>{detail}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((each) => (
            <li key={each.field}>
              <b>{each.label ?? each.field}</b> {each.problem} {each.remedy}
            </li>
          ))}
        </ul>
      )}
      {retry !== undefined && (
        <button type="button" className="quiet" onClick={retry}>
          {words.tryAgain}
        </button>
      )}
    </div>
  );
};

export const Loading = () => {
  const words = useWords('kit');
  return (
    <p className="loading" role="status">
      {words.loading}
    </p>
  );
};

export const Empty = ({ children }: { children: string }) => (
  <p className="empty" role="status">
    {children}
  </p>
);
