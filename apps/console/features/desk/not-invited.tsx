import { useRepliesWords } from '../../kit/replies-words.js';

/** Said before anything is typed for an office that is invited no more. */
export const NotInvited = () => {
  const words = useRepliesWords('office');
  return (
    <p className="notice" role="alert">
      {words.notInvited}
    </p>
  );
};
