import { useState } from 'react';
import type { Invitation, Meeting } from '#contracts';
import { Notice } from '../page/notice.js';
import { inThaiOrder, provinceName } from '../page/provinces.js';
import { useReader } from '../page/reader.js';
import { useListing } from '../page/use-listing.js';

/** By province, then by name, as a list on paper would be. */
const ordered = (items: readonly Invitation[]): readonly Invitation[] =>
  items.toSorted(
    ({ organisation: a }, { organisation: b }) => inThaiOrder(provinceName(a.provinceCode, 'th'), provinceName(b.provinceCode, 'th')) || inThaiOrder(a.name.th, b.name.th) || (a.id < b.id ? -1 : 1),
  );

export const Silent = ({ meeting }: { meeting: Meeting }) => {
  const { words, named, tongue } = useReader();
  const [only, setOnly] = useState('');
  const [text, setText] = useState('');
  const { items, problem } = useListing<Invitation>(`/meetings/${encodeURIComponent(meeting.id)}/invitations?standing=silent${only === '' ? '' : `&class=${encodeURIComponent(only)}`}`);
  const wanted = text.trim().toLowerCase();
  const shown =
    items &&
    ordered(items).filter(({ organisation: { name, provinceCode } }) =>
      [name.th, name.en, provinceName(provinceCode, 'th'), provinceName(provinceCode, 'en')].some((each) => each.toLowerCase().includes(wanted)),
    );
  const nothing = items?.length === 0 ? words.noneSilent : words.noneFound;
  return (
    <section>
      <div className="filters">
        <label>
          {words.class}
          <select value={only} onChange={(event) => setOnly(event.target.value)}>
            <option value="">{words.allClasses}</option>
            {meeting.classes.map((each) => (
              <option key={each.class} value={each.class}>
                {named(each.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.find}
          <input type="search" value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <output>{shown === undefined ? '…' : `${shown.length} ${words.offices(shown.length)}`}</output>
      </div>
      <Notice problem={problem} />
      {shown?.length === 0 && <p role="status">{nothing}</p>}
      {shown !== undefined && shown.length > 0 && (
        <div className="scroll">
          <table className="list">
            <thead>
              <tr>
                <th scope="col">{words.office}</th>
                <th scope="col">{words.province}</th>
                <th scope="col">{words.email}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ id, organisation }) => (
                <tr key={id}>
                  <th scope="row">{named(organisation.name)}</th>
                  <td>{provinceName(organisation.provinceCode, tongue)}</td>
                  <td className="address">{organisation.email ?? '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
