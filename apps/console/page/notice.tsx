import { type ApiProblem } from './api.js';
import { useReader } from './reader.js';

/** A problem in the reader's words, with the fields that are wrong. */
export const Notice = ({ problem }: { problem: ApiProblem | undefined }) => {
  const { words } = useReader();
  if (problem === undefined) return null;
  const { title, detail, status, fields = [] } = problem.problem;
  return (
    <div className="notice" role="alert">
      <strong>{status === 403 ? words.noRight : title}</strong>
      <p>{detail}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((each) => (
            <li key={each.field}>
              <code>{each.field}</code> {each.problem} {each.remedy}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
