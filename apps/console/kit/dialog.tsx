import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useWords } from './reader.js';

type DialogOf = { readonly title: string; readonly children: ReactNode; readonly onClose?: (() => void) | undefined };

/** Over the page, which stays as it is and out of reach behind it. The browser holds the focus inside and gives it back; Escape closes what may be closed. */
export const Dialog = ({ title, children, onClose }: DialogOf) => {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog?.open === false) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  // Not inside of what asked for it: a form has no place in a form.
  return createPortal(
    <dialog
      ref={element}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // A browser lets go of a dialog at the second Escape, whatever is said of it.
      onClose={() => {
        if (onClose === undefined && element.current?.isConnected === true) element.current.showModal();
      }}
    >
      <h2 id={heading}>{title}</h2>
      {children}
    </dialog>,
    document.body,
  );
};

type ConfirmOf = DialogOf & {
  readonly act: string;
  readonly busy?: boolean;
  readonly ready?: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
};

/** Asks before something that others notice; its text says what will happen. */
export const Confirm = ({ title, children, act, busy = false, ready = true, onConfirm, onClose }: ConfirmOf) => {
  const words = useWords('kit');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // What asked may be a form, whose own answer this is not.
    event.stopPropagation();
    if (ready && !busy) onConfirm();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit}>
        {children}
        <div className="actions">
          <button disabled={busy || !ready}>{act}</button>
          <button type="button" className="quiet" onClick={onClose}>
            {words.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  );
};
