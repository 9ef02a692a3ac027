import { type ReactNode } from 'react';
import type { DossierGap, KeptDossier, SitePerson } from '#contracts';
import { useChecksWords } from '../../kit/checks-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { useReader } from '../../kit/reader.js';
import { writtenYear } from './dossier-draft.js';

const Phone = ({ number }: { number: string }) => (
  <a href={`tel:${number.replace(/[^\d+]/g, '')}`} className="moment">
    {number}
  </a>
);
const Person = ({ person: { name, position, mobile, phone, email } }: { person: SitePerson }) => (
  <>
    {[name, ...(position === undefined ? [] : [position])].join(' · ')}
    {[mobile, phone].flatMap((number) =>
      number === undefined || number === '' ? [] : [' ', <Phone key={number} number={number} />],
    )}{' '}
    {email}
  </>
);

/** What is missing of a dossier, in red. */
export const Gaps = ({ missing }: { missing: readonly DossierGap[] }) => {
  const words = useChecksWords('site');
  const gaps = useChecksWords('gaps');
  if (missing.length === 0) return <p className="hint">{words.complete}</p>;
  return (
    <div className="gaps">
      <p className="wrong">
        <strong>{words.missing(missing.length)}</strong>
      </p>
      <ul className="wrong">
        {missing.map((gap) => (
          <li key={gap}>{gaps[gap]}</li>
        ))}
      </ul>
    </div>
  );
};

/** What is known of a site, as it is read out before a call. */
export const DossierView = ({ kept }: { kept: KeptDossier }) => {
  const { meeting } = useMeeting();
  const { language, moment, shortMoment } = useReader();
  const words = useChecksWords('site');
  const systems = useChecksWords('systems');
  const kinds = useChecksWords('equipment');
  const { dossier, linkChanged, withheld } = kept;
  const list = (items: readonly ReactNode[]): ReactNode =>
    items.length === 0 ? undefined : (
      <ul>
        {items.map((item, index) => (
          <li key={index}>{item}</li>
        ))}
      </ul>
    );
  const { backup, downMbps, upMbps } = dossier;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      words.systems,
      list(
        dossier.systems.map(({ kind, dial }) => (
          <>
            {systems[kind]}{' '}
            {kind === 'web' ? (
              <a href={dial} rel="noreferrer noopener" target="_blank">
                {dial}
              </a>
            ) : (
              <code>{dial}</code>
            )}
          </>
        )),
      ),
    ],
    [
      words.technicians,
      withheld === undefined
        ? list(dossier.technicians.map((each) => <Person person={each} />))
        : words.withheld(withheld.technicians),
    ],
    [
      words.backup,
      list(
        [
          backup?.phone === undefined || backup.phone === '' ? [] : [<Phone number={backup.phone} />],
          backup?.line === undefined || backup.line === '' ? [] : [backup.line],
        ].flat(),
      ),
    ],
    ...(withheld === undefined
      ? [[words.presiding, dossier.presiding && <Person person={dossier.presiding} />] as const]
      : []),
    [
      words.room,
      list(
        [
          dossier.room === undefined ? [] : [dossier.room],
          dossier.seats === undefined ? [] : [words.seats(dossier.seats)],
        ].flat(),
      ),
    ],
    [
      words.bandwidth,
      downMbps === undefined && upMbps === undefined
        ? undefined
        : words.mbps(String(downMbps ?? '–'), String(upMbps ?? '–')),
    ],
    [
      words.equipment,
      list(
        dossier.equipment.map(({ what, make, model, firmware, year }) =>
          [
            `${kinds[what]}: ${[make, model].filter((each) => each !== undefined).join(' ')}`,
            ...(firmware === undefined ? [] : [words.firmware(firmware)]),
            ...(year === undefined ? [] : [words.year(writtenYear(year, language))]),
          ].join(' · '),
        ),
      ),
    ],
  ];
  const more: readonly (readonly [string, ReactNode])[] = [
    [
      words.busy,
      list(
        dossier.busy.map(({ from, to, why }) => (
          <>
            {shortMoment(from, meeting.timeZone)} – {shortMoment(to, meeting.timeZone)} {why}
          </>
        )),
      ),
    ],
    [words.availability, dossier.availability],
    [words.notes, dossier.notes],
  ];
  return (
    <>
      {linkChanged !== undefined && (
        <p className="wrong">
          {words.linkChanged[linkChanged.because]} {moment(linkChanged.at, meeting.timeZone)}
        </p>
      )}
      <dl>
        {[...rows, ...more.filter(([, value]) => value !== undefined && value !== '')].map(([title, value]) => (
          <div key={title} className="pair">
            <dt>{title}</dt>
            <dd>{value ?? <span className="wrong">{words.none}</span>}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};
