import { type ReactNode, useState } from 'react';
import { type Bilingual, type MailPreview } from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { Confirm, Dialog } from '../../kit/dialog.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { type Column, Table } from '../../kit/table/table.js';
import { WrittenMail } from './mail-text.js';
import '../../kit/one-mail.css';

/** So many offices are written to by one press. */
const mostAtOnce = 5_000;

type Office = { readonly invitationId: string; readonly name: Bilingual };

/** A mail as one office would get it, while it is looked up as well. */
export const MailShown = ({
  mail,
  problem,
  retry,
  onClose,
}: {
  readonly mail: MailPreview | undefined;
  readonly problem?: ApiProblem | undefined;
  readonly retry?: (() => void) | undefined;
  readonly onClose: () => void;
}) => {
  const words = useMailsWords('byHand');
  return (
    <Dialog title={words.preview} onClose={onClose}>
      <div className="one-mail mail">
        {mail !== undefined && <WrittenMail preview={mail} />}
        {mail === undefined && (problem === undefined ? <Loading /> : <Notice problem={problem} retry={retry} />)}
      </div>
      <div className="actions">
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
    </Dialog>
  );
};

/** What a press will do is said before it is done. */
export const ConfirmSending = ({
  title,
  act,
  busy,
  problem,
  onSend,
  onClose,
  children,
}: {
  readonly title: string;
  readonly act: string;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) => (
  <Confirm title={title} act={act} busy={busy} onConfirm={onSend} onClose={onClose}>
    {children}
    <Notice problem={problem} />
  </Confirm>
);

/** Whom of the offices that are listed somebody chose: all that mail can go to, but those that were unticked. */
export const useChoice = <Each extends Office>(
  items: readonly Each[] | undefined,
  isSendable: (office: Each) => boolean,
) => {
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const tick = (ids: readonly string[], isTicked: boolean) =>
    setUnticked((was) => new Set(isTicked ? [...was].filter((each) => !ids.includes(each)) : [...was, ...ids]));
  const isTicked = (office: Each) => isSendable(office) && !unticked.has(office.invitationId);
  return { chosen: items?.filter(isTicked) ?? [], isTicked, isSendable, tick };
};

type ChosenOf<Each extends Office> = {
  readonly items: readonly Each[];
  readonly choice: ReturnType<typeof useChoice<Each>>;
  readonly caption: string;
  readonly columns: readonly Column<Each>[];
  /** What the button says. */
  readonly act: string;
  /** What is to be sent is not whole yet. */
  readonly unready?: boolean;
  readonly preview: { readonly disabled?: boolean; readonly show: (invitationId: string) => void };
  readonly onSend: () => void;
  /** What is said beside the button. */
  readonly children?: ReactNode;
};
/** The offices that a mail by hand may go to, each ticked that it can go to, with the mail as each would get it. */
export const ChosenOffices = <Each extends Office>({
  items,
  choice: { chosen, isTicked, isSendable, tick },
  caption,
  columns,
  act,
  unready = false,
  preview,
  onSend,
  children,
}: ChosenOf<Each>) => {
  const words = useMailsWords('byHand');
  const list = useMailsWords('list');
  const { named } = useReader();
  const all: readonly [Column<Each>, ...Column<Each>[]] = [
    {
      id: 'office',
      title: list.to,
      value: ({ name }) => named(name),
      cell: (office) => (
        <label className="check">
          <input
            type="checkbox"
            disabled={!isSendable(office)}
            checked={isTicked(office)}
            onChange={({ target }) => tick([office.invitationId], target.checked)}
          />
          {named(office.name)}
        </label>
      ),
    },
    ...columns,
    {
      id: 'preview',
      title: words.preview,
      cell: ({ invitationId }) => (
        <button
          type="button"
          className="quiet"
          disabled={preview.disabled === true}
          onClick={() => preview.show(invitationId)}
        >
          {words.show}
        </button>
      ),
    },
  ];
  return (
    <>
      <label className="check">
        <input
          type="checkbox"
          checked={items.filter(isSendable).every(isTicked)}
          onChange={({ target }) =>
            tick(
              items.map(({ invitationId }) => invitationId),
              target.checked,
            )
          }
        />
        {words.all}
      </label>
      <div className="actions">
        <button type="button" disabled={unready || chosen.length === 0 || chosen.length > mostAtOnce} onClick={onSend}>
          {act}
        </button>
      </div>
      {children}
      {chosen.length > mostAtOnce && <p className="wrong">{words.tooMany(mostAtOnce)}</p>}
      <Table
        caption={caption}
        columns={all}
        rows={items}
        rowId={({ invitationId }) => invitationId}
        sorted={{ id: 'province' }}
      />
    </>
  );
};
