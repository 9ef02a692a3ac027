import { useState } from 'react';
import type { Invitation, Meeting } from '#contracts';
import { Notice } from '../page/notice.js';
import { useReader } from '../page/reader.js';
import { useListing } from '../page/use-listing.js';

export const Silent = ({ meeting }: { meeting: Meeting }) => {
  const { words, named } = useReader();
  const [only, setOnly] = useState('');
  const [text, setText] = useState('');
  const { items, problem } = useListing<Invitation>(`/meetings/${meeting.id}/invitations?standing=silent${only === '' ? '' : `&class=${only}`}`);
  const shown = items?.filter(({ organisation }) => `${organisation.name.th} ${organisation.name.en} ${organisation.provinceCode}`.toLowerCase().includes(text.toLowerCase()));
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
        <output>
          {shown?.length ?? '…'} {words.offices}
        </output>
      </div>
      <Notice problem={problem} />
      {shown?.length === 0 && <p>{words.noneSilent}</p>}
      {shown !== undefined && shown.length > 0 && (
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
                <td>{organisation.provinceCode}</td>
                <td>{organisation.email ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};
