import { type ApiProblem } from './api.js';

/** A problem in the reader's words, with the fields that are wrong. */
export const Notice = ({ problem }: { problem: ApiProblem | undefined }) => {
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
    </div>
  );
};
