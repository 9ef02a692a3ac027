import { Link } from '@tanstack/react-router';
import { useChecksWords } from '../../kit/checks-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { type Next, todos } from './what-next.js';

const placeOf = ({ todo, site }: Next): string =>
  todo === 'ask-site'
    ? `${site.siteId}/dossier`
    : todo === 'enter-result' && site.checkId !== undefined
      ? `${site.siteId}/results/${site.checkId}`
      : site.siteId;

/** What waits for somebody, by what it is: each line leads to where it is done. */
export const WhatNextList = ({ items }: { items: readonly Next[] }) => {
  const { meeting } = useMeeting();
  const { named } = useReader();
  const words = useChecksWords('todos');
  const present = todos.filter((todo) => items.some((each) => each.todo === todo));
  if (present.length === 0) return null;
  return (
    <section aria-label={words.title}>
      <h2>{words.title}</h2>
      {present.map((todo) => {
        const of = items.filter((each) => each.todo === todo);
        return (
          <details key={todo} open={todo === 'enter-result' || todo === 'check-again'}>
            <summary className={todo === 'enter-result' ? 'due' : undefined}>
              {words.kinds[todo]} <span className="count">{of.length}</span>
            </summary>
            <ul>
              {of.map((next) => (
                <li key={next.site.siteId}>
                  <Link to={`/meetings/${meeting.id}/checks/sites/${placeOf(next)}`}>{named(next.site.name)}</Link>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
};
