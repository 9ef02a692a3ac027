import { type Check, findingsOf } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';

/** What was found in a check, and what the site is told to do about it. */
export const Findings = ({ check }: { check: Check }) => {
  const words = useChecksWords('findings');
  const findings = findingsOf(check);
  if (check.state === 'cancelled' || findings.length === 0) return null;
  return (
    <ul>
      {findings.map((finding) => (
        <li key={finding}>
          <b>{words[finding][0]}</b>: {words[finding][1]}
        </li>
      ))}
    </ul>
  );
};
