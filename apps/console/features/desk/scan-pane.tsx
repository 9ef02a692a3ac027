import { useEffect, useRef, useState } from 'react';
import { GetInvitation, type Invitation, scanEndings, ScanType, UploadScan } from '#contracts';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useUpload } from '../../kit/data/use-upload.js';
import { FileBox } from '../../kit/form/file-box.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { newId } from '../../kit/new-id.js';
import { useRepliesWords } from '../../kit/replies-words.js';
import { ids } from './mistakes.js';
import type { onPaper } from './on-paper.js';
import { readQr } from './read-qr.js';
import { pagesOf } from './scan-pages.js';
import { ScanView } from './scan-view.js';
import { TrayLine } from './tray-line.js';
import {
  afterRecording,
  nextOffice,
  readAs,
  readIn,
  type ScansAtHand,
  scansOf,
  shownIn,
  type Tray,
  written,
} from './tray.js';
import type { Desk } from './use-desk.js';
import './scans.css';

const accepts = [...ScanType.options, ...Object.values(scanEndings).map((ending) => `.${ending}`), '.tiff'].join(',');

type PaneOf = {
  readonly desk: Pick<Desk, 'offices' | 'chosen' | 'touched' | 'outcome'>;
  /** As the desk reads what is typed, so that its part stays whole. */
  readonly read: typeof onPaper;
  /** How many answers were recorded: then the next scan may open its office. */
  readonly recorded: number;
  /** A file that was handed over from beside the form. */
  readonly handed?: File | undefined;
  readonly onScans: (scans: ScansAtHand) => void;
};

/** The invitations whose links stand in the QR codes of its pages: a heap that was scanned into one file has those of many. */
const namedIn = async (file: File, read: typeof onPaper): Promise<readonly string[]> => {
  const named: string[] = [];
  for await (const page of pagesOf(file))
    for (const text of await readQr(page)) {
      const found = read(text);
      if (found !== undefined && 'invitationId' in found) named.push(found.invitationId);
    }
  return named;
};

/** Scans of papers beside the form. One that names its office opens it; every other belongs to whom somebody says. */
export const ScanPane = ({ desk, read, recorded, handed, onScans }: PaneOf) => {
  const { meeting } = useMeeting();
  const words = useRepliesWords('scans');
  const upload = useUpload(UploadScan);
  const [tray, setTray] = useState<Tray>([]);
  const [looksAt, setLooksAt] = useState<string>();
  const [said, setSaid] = useState('');
  // The offices that scans name, or were said to be of, by their invitations.
  const [offices, setOffices] = useState<ReadonlyMap<string, Invitation>>(new Map());
  const lookUp = useCommand(GetInvitation);
  const remember = (invitation: Invitation) => setOffices((before) => new Map(before).set(invitation.id, invitation));
  const labelOf = (invitation: Invitation | undefined) => invitation && desk.offices.labelOf(invitation);

  // What is at hand when a scan was read or an answer recorded, and not when it was begun.
  const atHand = useRef(desk);
  useEffect(() => {
    atHand.current = desk;
  });
  const open = (invitation: Invitation | undefined) => {
    if (invitation === undefined) return;
    // Filled while somebody is in it, the field of the office would open its list over the form.
    if (document.activeElement?.id === ids.office) document.getElementById(ids.day)?.focus();
    atHand.current.offices.choose(invitation);
    setSaid(words.opened(atHand.current.offices.labelOf(invitation)));
  };
  const isFree = () => atHand.current.offices.typed.trim() === '' && !atHand.current.touched;
  /** The one that a scan names, where it is of this meeting. */
  const officeNamed = async (found: ReturnType<typeof readAs>): Promise<Invitation | undefined> => {
    if (typeof found !== 'object') return undefined;
    const answer = await lookUp.send({ invitationId: found.invitationId, limit: 1 });
    if (hasFailed(answer) || answer.invitation.meetingId !== meeting.id) return undefined;
    remember(answer.invitation);
    return answer.invitation;
  };

  const send = async (key: string, file: File) => {
    setTray((before) => written(before, key, { state: 'sending', problem: undefined }));
    const taken = await upload.send({ meetingId: meeting.id }, file);
    setTray((before) =>
      written(before, key, hasFailed(taken) ? { state: 'refused', problem: taken } : { state: 'kept', scan: taken }),
    );
    if (hasFailed(taken)) setLooksAt((before) => (before === key ? undefined : before));
  };
  const take = async (file: File, isAlone: boolean) => {
    const key = newId();
    setTray((before) => [...before, { key, file, state: 'sending' }]);
    if (isAlone) setLooksAt(key);
    const reading = namedIn(file, read)
      .catch(() => [])
      .then(async (named) => {
        const found = readAs(named);
        const office = await officeNamed(found);
        setTray((before) => readIn(before, key, found));
        if (typeof found !== 'object') return;
        // It stands beside the form of its own office, now or when that is opened.
        setLooksAt((before) => (before === key ? undefined : before));
        if (isFree()) open(office);
      });
    await send(key, file);
    await reading;
  };
  const takeAll = async (files: readonly File[]) => {
    for (const file of files) await take(file, files.length === 1);
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
  useEffect(() => {
    if (handed !== undefined) void taking.current([handed]);
  }, [handed]);
  // The next paper of a heap opens its office once the one before it is done.
  useEffect(() => {
    const { invitation } = desk.outcome ?? {};
    if (invitation === undefined || recorded === 0) return;
    const left = afterRecording(tray, invitation.id);
    setTray((before) => afterRecording(before, invitation.id));
    const next = isFree() ? nextOffice(left, (id) => offices.has(id)) : undefined;
    // Once the desk has gone back to its first field.
    if (next !== undefined) queueMicrotask(() => open(offices.get(next)));
  }, [recorded]);

  const own = scansOf(tray, desk.chosen?.id);
  const scanIds = own.flatMap(({ scan }) => scan?.scanId ?? []);
  const sending = own.some(({ state }) => state === 'sending');
  useEffect(() => onScans({ ids: scanIds, sending }), [scanIds.join(' '), sending]);

  // What somebody looks at is looked at as long as the form is that office's.
  useEffect(() => setLooksAt(undefined), [desk.chosen?.id]);
  const shown = shownIn(tray, desk.chosen?.id, looksAt);
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
      <ul>
        {tray.map((each) => (
          <TrayLine
            key={each.key}
            scan={each}
            office={each.of === undefined ? undefined : labelOf(offices.get(each.of))}
            chosen={desk.chosen?.id}
            chosenLabel={labelOf(desk.chosen)}
            isShown={each.key === shown?.key}
            onShow={() => setLooksAt(each.key)}
            onOpen={() => each.of !== undefined && open(offices.get(each.of))}
            onAgain={() => void send(each.key, each.file)}
            onOf={(of) => {
              if (desk.chosen !== undefined) remember(desk.chosen);
              setTray((before) => written(before, each.key, { of }));
            }}
            onRemove={() => setTray((before) => before.filter(({ key }) => key !== each.key))}
          />
        ))}
      </ul>
      {shown !== undefined && <ScanView key={shown.key} file={shown.file} />}
    </section>
  );
};
