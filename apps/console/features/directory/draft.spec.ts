import { describe, expect, it } from '@jest/globals';
import { exampleContact, exampleOrganisation, Organisation } from '#contracts';
import { contentOf, nothingTyped, othersSaved, pathOf, shownAt, withFormerName } from './draft.js';

const base: Organisation = { ...exampleOrganisation, aliases: ['สรรพากร ชม.'], contacts: [exampleContact] };

describe('an entry of the directory that is corrected', () => {
  it('is what it was where nothing was typed', () => {
    expect(contentOf(base, nothingTyped)).toEqual(base);
    expect(shownAt(base, nothingTyped, 'aliases')).toBe('สรรพากร ชม.');
  });

  it('holds what was typed, and nothing where something was emptied', () => {
    const typed = contentOf(base, {
      texts: { email: '', 'name.en': 'Revenue', aliases: 'ก\n\n ข ' },
      contacts: [{ role: 'technical', name: ' ชื่อ ', phone: '' }],
    });
    expect(typed).toEqual({
      ...base,
      email: undefined,
      name: { ...base.name, en: 'Revenue' },
      aliases: ['ก', 'ข'],
      contacts: [{ role: 'technical', name: 'ชื่อ' }],
    });
    expect(Organisation.safeParse(typed).success).toBe(true);
  });

  it('says what somebody else has saved meanwhile, of what was typed over', () => {
    const edits = { texts: { email: 'new@office.example', phone: '053' } };
    expect(othersSaved(base, { ...base, email: 'other@office.example', fax: '02' }, edits)).toEqual({
      email: 'other@office.example',
    });
    const { contacts: _contacts, ...without } = base;
    expect(othersSaved(without, base, { texts: {}, contacts: [] })['contacts']).toContain(exampleContact.name);
    expect(othersSaved(base, base, { texts: {}, contacts: [] })).toEqual({});
  });

  it('keeps what it was called until now among its other names, once and where there is room', () => {
    const renamed = { ...base, name: { th: 'ชื่อใหม่' } };
    expect(withFormerName(base, renamed).aliases).toEqual(['สรรพากร ชม.', base.name.th]);
    expect(withFormerName(base, base)).toBe(base);
    const has = { ...renamed, aliases: [base.name.th] };
    expect(withFormerName(base, has)).toBe(has);
    const full = { ...renamed, aliases: Array.from({ length: 20 }, (_, at) => `ชื่อ ${at}`) };
    expect(withFormerName(base, full)).toBe(full);
    expect(withFormerName({}, renamed)).toBe(renamed);
  });

  it('knows where a problem belongs', () => {
    const paths = ['name.th', 'name.en', 'email', 'aliases'];
    expect(pathOf('organisation.email', paths)).toBe('email');
    expect(pathOf('organisation.name', paths)).toBe('name.th');
    expect(pathOf('site.aliases.2', paths)).toBe('aliases');
    expect(pathOf('organisation.contacts.0.email', paths)).toBe('contacts.0.email');
    expect(pathOf('expectedRevision', paths)).toBeUndefined();
  });
});
