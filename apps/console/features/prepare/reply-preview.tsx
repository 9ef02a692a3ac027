import type { ReplyFormSettings } from '#contracts';
import { usePrepareWords } from '../../kit/prepare-words.js';
import { useReader } from '../../kit/reader.js';

/** Leads to the reply page as an office would see it with what stands in the form now, saved or not: the page itself, in a tab of its own. */
export const ReplyPreview = ({ meetingId, form }: { meetingId: string; form: ReplyFormSettings | undefined }) => {
  const words = usePrepareWords('questions');
  const { language } = useReader();
  return (
    <form className="prepare" method="post" action={`/reply-preview/${meetingId}?lang=${language}`} target="_blank">
      <input type="hidden" name="form" value={JSON.stringify(form ?? {})} />
      <p>
        <button className="quiet">{words.preview}</button>
      </p>
      <p className="hint">{words.previewHint}</p>
    </form>
  );
};
