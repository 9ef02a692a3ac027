import { useRef, useState } from 'react';
import { GetShortText, mayAsk } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { Dialog } from '../../kit/dialog.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { copyText } from './copy-text.js';

type Of = { readonly invitationId: string; readonly name: string };

const Text = ({ invitationId }: { readonly invitationId: string }) => {
  const words = useRepliesWords('shortText');
  const area = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean>();
  const { value, problem, reload } = useAnswer(GetShortText, { invitationId }, { anew: true });
  if (value === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  return (
    <>
      <Field label={words.text} hint={words.hint}>
        {(described) => (
          <textarea
            {...described}
            ref={area}
            readOnly
            rows={6}
            lang={value.language}
            value={value.text}
            onFocus={({ target }) => target.select()}
          />
        )}
      </Field>
      <div className="actions">
        <button
          type="button"
          onClick={() => {
            if (area.current !== null) void copyText(area.current).then(setCopied);
          }}
        >
          {words.copy}
        </button>
      </div>
      <p role="status">{copied === undefined ? '' : copied ? words.copied : words.byHand}</p>
    </>
  );
};

/** A text to an office that is ready to be sent by LINE, for whoever may have the office's own link. */
export const ShortText = ({ invitationId, name }: Of) => {
  const { staff } = useMeeting();
  const words = useRepliesWords('shortText');
  const [shown, setShown] = useState(false);
  if (!mayAsk(GetShortText, staff)) return null;
  return (
    <>
      <button type="button" className="quiet" onClick={() => setShown(true)}>
        {words.open}
      </button>
      {shown && (
        <Dialog title={`${words.open}: ${name}`} onClose={() => setShown(false)}>
          <Text invitationId={invitationId} />
          <div className="actions">
            <button type="button" className="quiet" onClick={() => setShown(false)}>
              {words.close}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
};
