import { useEffect, useRef, useState } from 'react';
import { scanEndings, ScanType, UploadScan } from '#contracts';
import { hasFailed } from '../../kit/data/use-command.js';
import { useUpload } from '../../kit/data/use-upload.js';
import { FileBox } from '../../kit/form/file-box.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { Notice } from '../../kit/notice.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import type { onPaper } from './on-paper.js';
import { readQr } from './read-qr.js';
import { pagesOf } from './scan-pages.js';
import { ScanView } from './scan-view.js';
import {
  afterRecording,
  nextOffice,
  readIn,
  type ScansAtHand,
  scansOf,
  type Tray,
  type TrayScan,
  written,
} from './tray.js';
import type { Desk } from './use-desk.js';
import './scans.css';

const accepts = [...ScanType.options, ...Object.values(scanEndings).map((ending) => `.${ending}`), '.tiff'].join(',');

type PaneOf = {
  readonly desk: Pick<Desk, 'labels' | 'chosen' | 'typed' | 'pick' | 'touched' | 'outcome'>;
  /** As the desk reads what is typed, so that its part stays whole. */
  readonly read: typeof onPaper;
  /** How many answers were recorded: then the next scan may open its office. */
  readonly recorded: number;
  readonly onScans: (scans: ScansAtHand) => void;
};

/** The first link to an invitation in the QR codes of its pages. */
const namedIn = async (file: File, read: typeof onPaper): Promise<string | undefined> => {
  for await (const page of pagesOf(file)) {
    const found = read((await readQr(page)) ?? '');
    if (found !== undefined && 'invitationId' in found) return found.invitationId;
  }
  return undefined;
};

/** Scans of papers beside the form. One that names its office opens it; every other belongs to whom somebody says. */
export const ScanPane = ({ desk, read, recorded, onScans }: PaneOf) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('scans');
  const upload = useUpload(UploadScan);
  const [tray, setTray] = useState<Tray>([]);
  const [looksAt, setLooksAt] = useState<string>();
  const [said, setSaid] = useState('');
  const labelOf = (invitationId: string | undefined) => [...desk.labels].find(([, { id }]) => id === invitationId)?.[0];

  // What is at hand when a scan was read or an answer recorded, and not when it was begun.
  const atHand = useRef({ desk, labelOf });
  useEffect(() => {
    atHand.current = { desk, labelOf };
  });
  const open = (invitationId: string) => {
    const label = atHand.current.labelOf(invitationId);
    if (label === undefined) return;
    atHand.current.desk.pick(label);
    setSaid(words.opened(label));
  };
  const isFree = () => atHand.current.desk.typed.trim() === '' && !atHand.current.desk.touched;

  const take = async (file: File) => {
    const key = newId();
    setTray((before) => [...before, { key, file, state: 'sending' }]);
    setLooksAt(key);
    const reading = namedIn(file, read)
      .catch(() => undefined)
      .then((invitationId) => {
        setTray((before) => readIn(before, key, invitationId === undefined ? 'nothing' : { invitationId }));
        if (invitationId !== undefined && isFree()) open(invitationId);
      });
    const taken = await upload.send({ meetingId: meeting.id }, file);
    setTray((before) => written(before, key, hasFailed(taken) ? { state: 'refused' } : { state: 'kept', scan: taken }));
    await reading;
  };
  const takeAll = async (files: readonly File[]) => {
    for (const file of files) await take(file);
  };
  const taking = useRef(takeAll);
  useEffect(() => {
    taking.current = takeAll;
  });
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => void taking.current([...(clipboardData?.files ?? [])]);
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  }, []);
  // The next paper of a heap opens its office once the one before it is done.
  useEffect(() => {
    const { invitation } = desk.outcome ?? {};
    if (invitation === undefined || recorded === 0) return;
    const left = afterRecording(tray, invitation.id);
    setTray((before) => afterRecording(before, invitation.id));
    const next = isFree() ? nextOffice(left, (id) => labelOf(id) !== undefined) : undefined;
    if (next !== undefined) open(next);
  }, [recorded]);

  const own = scansOf(tray, desk.chosen?.id);
  const ids = own.flatMap(({ scan }) => scan?.scanId ?? []);
  const sending = own.some(({ state }) => state === 'sending');
  useEffect(() => onScans({ ids, sending }), [ids.join(' '), sending]);

  const shown = tray.find(({ key }) => key === looksAt) ?? tray.at(-1);
  return (
    <section className="scans" aria-label={words.title}>
      <FileBox
        label={words.choose}
        hint={words.hint}
        accept={accepts}
        multiple
        onFiles={(files) => void takeAll(files)}
      />
      <output>{said}</output>
      <Notice problem={upload.problem} />
      <ul>
        {tray.map((each) => (
          <One
            key={each.key}
            scan={each}
            office={labelOf(each.of)}
            chosen={desk.chosen?.id}
            chosenLabel={labelOf(desk.chosen?.id)}
            isShown={each.key === shown?.key}
            onShow={() => setLooksAt(each.key)}
            onOpen={() => each.of !== undefined && open(each.of)}
            onOf={(of) => setTray((before) => written(before, each.key, { of }))}
            onRemove={() => setTray((before) => before.filter(({ key }) => key !== each.key))}
          />
        ))}
      </ul>
      {shown !== undefined && <ScanView key={shown.key} file={shown.file} />}
    </section>
  );
};

type OneOf = {
  readonly scan: TrayScan;
  readonly office: string | undefined;
  readonly chosen: string | undefined;
  readonly chosenLabel: string | undefined;
  readonly isShown: boolean;
  readonly onShow: () => void;
  readonly onOpen: () => void;
  readonly onOf: (invitationId: string) => void;
  readonly onRemove: () => void;
};
/** What became of a scan, whose it is, and what can be done with it. */
const One = ({ scan, office, chosen, chosenLabel, isShown, onShow, onOpen, onOf, onRemove }: OneOf) => {
  const words = useRepliesWords('scans');
  const { file, state, read, of, scan: kept } = scan;
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
              of === undefined ? read && words.whose : office === undefined ? words.foreign : words.of(office),
            ]
              .filter(Boolean)
              .join(' · ')}
      </p>
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
