import { type ProblemCode, problemText } from '#words';
import { type PageContext, withdrawFormId } from './reply-page-parts.js';
import { replyWords } from './reply-words.js';

/** What was typed to withdraw an answer, and why it was not withdrawn. */
export type Withdrawal = {
  readonly reason: string;
  readonly mistake?: ProblemCode | undefined;
  /** Another answer came meanwhile. */
  readonly overtaken?: boolean;
};

/** Where an office says that it has not answered after all. */
export const WithdrawForm = ({
  page: { language, address },
  revision,
  withdrawal,
}: {
  page: PageContext;
  revision: string;
  withdrawal: Withdrawal | undefined;
}) => {
  const { withdraw: words, mistake: said } = replyWords(language);
  const mistake = withdrawal?.mistake;
  const isWrong = mistake !== undefined;
  const wrong = () => {
    if (mistake === undefined) return null;
    const { problem, remedy } = problemText({ code: mistake, params: undefined }, language);
    return (
      <span className="wrong" id="wrong-reason" role="alert">
        {said(words.reason, problem, remedy)}
      </span>
    );
  };
  return (
    <details open={withdrawal !== undefined || undefined}>
      <summary>{words.heading}</summary>
      <form id={withdrawFormId} method="post" action={`${address}/withdrawal?lang=${language}`} noValidate>
        <input type="hidden" name="revision" value={revision} />
        <p id="withdraw-hint">{words.hint}</p>
        <label>
          <span>{words.reason}</span>
          <textarea
            name="reason"
            maxLength={500}
            rows={2}
            defaultValue={withdrawal?.reason}
            aria-describedby={isWrong ? 'wrong-reason withdraw-hint' : 'withdraw-hint'}
            aria-invalid={isWrong || undefined}
            autoFocus={isWrong}
          />
          {wrong()}
        </label>
        <button className="plain">{words.act}</button>
      </form>
    </details>
  );
};
