import { Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { type Done, type GoingThrough } from './going-through.js';

/** For which offices it is not done, and why. */
const Not = ({ not }: Pick<Done, 'not'>) => {
  const words = useRepliesWords('several');
  const { named } = useReader();
  if (not.length === 0) return null;
  return (
    <>
      <p>{words.not(not.length)}</p>
      <ul>
        {not.map(({ invitationId, name, why }) => (
          <li key={invitationId}>
            {named(name)} – {words.whyNot[why]}
          </li>
        ))}
      </ul>
    </>
  );
};

/** How many it would be done to, or how far it is, and what is wrong with it. */
export const Going = ({ going: { count, busy, isSeen, problem } }: { readonly going: GoingThrough }) => {
  const words = useRepliesWords('several');
  return (
    <>
      <div role="status">
        <p>
          {busy
            ? count === undefined
              ? words.counting
              : words.progress(count.changed + count.left + count.not.length)
            : count !== undefined && words.would(count.changed)}
          {isSeen && count !== undefined && count.left > 0 && ` · ${words.wouldLeave(count.left)}`}
        </p>
        {isSeen && count !== undefined && <Not not={count.not} />}
      </div>
      <Notice problem={problem} />
    </>
  );
};

/** What became of it. */
export const Became = ({ done: { changed, not } }: { readonly done: Done }) => {
  const words = useRepliesWords('several');
  return (
    <div role="status">
      <p>{words.done(changed)}</p>
      <Not not={not} />
    </div>
  );
};
