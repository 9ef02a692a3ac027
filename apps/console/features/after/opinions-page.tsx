import { useMemo, useState } from 'react';
import { asksOpinions, ExportList } from '#contracts';
import { foldForSearch, languages, provinceName, searchWords } from '#words';
import { useAfterWords } from '../../kit/after-words.js';
import { useDownload } from '../../kit/data/use-download.js';
import { Field } from '../../kit/form/field.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Opinions, useOpinions } from './opinions-table.js';

/** What offices think, in full: found, printed and saved for Excel. */
export const OpinionsPage = () => {
  const { meeting } = useMeeting();
  const words = useAfterWords('opinions');
  const { language, named, province, compare } = useReader();
  const [officeClass, setClass] = useState('');
  const [provinceCode, setProvince] = useState('');
  const [typed, setTyped] = useState('');
  const { items, problem, reload } = useOpinions();
  const { save, busy, problem: unsaved } = useDownload(ExportList);
  const provinces = useMemo(
    () =>
      [...new Set(items?.map(({ organisation }) => organisation.provinceCode))].toSorted((a, b) =>
        compare(province(a), province(b)),
      ),
    [items, compare, province],
  );
  const found = useMemo(
    () =>
      items?.map((opinion) => ({
        opinion,
        text: foldForSearch(
          [
            opinion.text,
            ...Object.values(opinion.organisation.name),
            ...languages.map((each) => provinceName(opinion.organisation.provinceCode, each)),
          ].join('\n'),
        ),
      })),
    [items],
  );
  const wanted = useMemo(() => searchWords(typed), [typed]);
  const shown = found
    ?.filter(
      ({ opinion: { organisation }, text }) =>
        (officeClass === '' || organisation.class === officeClass)
        && (provinceCode === '' || organisation.provinceCode === provinceCode)
        && wanted.every((word) => text.includes(word)),
    )
    .map(({ opinion }) => opinion);
  return (
    <>
      <div className="filters">
        <Field label={words.class}>
          {(described) => (
            <select {...described} value={officeClass} onChange={({ target }) => setClass(target.value)}>
              <option value="">{words.allClasses}</option>
              {meeting.classes.map((each) => (
                <option key={each.class} value={each.class}>
                  {named(each.name)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.province}>
          {(described) => (
            <select {...described} value={provinceCode} onChange={({ target }) => setProvince(target.value)}>
              <option value="">{words.allProvinces}</option>
              {provinces.map((code) => (
                <option key={code} value={code}>
                  {province(code)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={words.find} hint={words.findHint}>
          {(described) => (
            <input {...described} type="search" value={typed} onChange={({ target }) => setTyped(target.value)} />
          )}
        </Field>
        <output>{shown === undefined ? '…' : words.found(shown.length)}</output>
      </div>
      <p className="actions">
        <button
          type="button"
          disabled={busy}
          onClick={() =>
            save({
              meetingId: meeting.id,
              list: 'opinions',
              language,
              format: 'xlsx',
              ...(provinceCode !== '' && { provinceCode }),
            })
          }
        >
          {words.saveXlsx}
        </button>
        <button type="button" className="quiet" onClick={() => print()}>
          {words.print}
        </button>
      </p>
      <Notice problem={unsaved} />
      <Notice problem={problem} retry={reload} />
      {!asksOpinions(meeting.form) && <p>{words.notAsked}</p>}
      {shown === undefined && problem === undefined && <Loading />}
      {shown?.length === 0 && <Empty>{items?.length === 0 ? words.none : words.noneFound}</Empty>}
      {shown !== undefined && shown.length > 0 && <Opinions rows={shown} />}
    </>
  );
};
