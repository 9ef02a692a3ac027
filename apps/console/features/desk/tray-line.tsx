import { scanEndings } from '#contracts';
import { Notice } from '../../kit/notice.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import type { TrayScan } from './tray.js';

type LineOf = {
  readonly scan: TrayScan;
  readonly office: string | undefined;
  readonly chosen: string | undefined;
  readonly chosenLabel: string | undefined;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onOpen: () => void;
  readonly onAgain: () => void;
  readonly onOf: (invitationId: string) => void;
  readonly onRemove: () => void;
};
/** What became of a scan, whose it is, and what can be done with it. */
export const TrayLine = ({
  scan,
  office,
  chosen,
  chosenLabel,
  isShown,
  onShow,
  onOpen,
  onAgain,
  onOf,
  onRemove,
}: LineOf) => {
  const words = useRepliesWords('scans');
  const { file, state, read, of, problem, scan: kept } = scan;
  const nobodys = read && (read === 'several' ? words.several : words.whose);
  return (
    <li aria-current={isShown || undefined}>
      <b>{file.name}</b>
      {kept !== undefined
        && ` · ${scanEndings[kept.contentType].toUpperCase()} · ${words.hash(kept.sha256.slice(0, 12))}`}
      <p role="status" className="hint">
        {state === 'refused'
          ? words.refused
          : [
              state === 'sending' ? words.sending : words.kept,
              of === undefined ? nobodys : office === undefined ? words.foreign : words.of(office),
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
      <Notice problem={problem} retry={onAgain} />
      <div className="actions">
        {state !== 'refused' && chosen !== undefined && of !== chosen && chosenLabel !== undefined && (
          <button type="button" onClick={() => onOf(chosen)}>
            {words.belongsTo(chosenLabel)}
          </button>
        )}
        {office !== undefined && of !== chosen && (
          <button type="button" className="quiet" onClick={onOpen}>
            {words.open(office)}
          </button>
        )}
        {!isShown && (
          <button type="button" className="quiet" onClick={onShow}>
            {words.show(file.name)}
          </button>
        )}
        <button type="button" className="quiet" onClick={onRemove}>
          {words.remove(file.name)}
        </button>
      </div>
    </li>
  );
};
