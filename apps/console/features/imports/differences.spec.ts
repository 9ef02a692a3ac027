import { describe, expect, it } from '@jest/globals';
import { exampleContact, exampleOrganisation } from '#contracts';
import { differencesOf } from './differences.js';

describe('what a row would change', () => {
  it('is said field by field, contacts too', () => {
    const after = {
      ...exampleOrganisation,
      email: 'saraban@chiang-mai.example',
      aliases: ['สรรพากร ชม.'],
      contacts: [exampleContact],
    };
    expect(differencesOf(exampleOrganisation, after)).toEqual([
      { field: 'alias', before: '', after: 'สรรพากร ชม.' },
      { field: 'email', before: 'revenue@chiang-mai.example', after: 'saraban@chiang-mai.example' },
      { field: 'contact-name', before: '', after: exampleContact.name },
      { field: 'contact-phone', before: '', after: exampleContact.phone },
      { field: 'contact-mobile', before: '', after: exampleContact.mobile },
    ]);
    expect(differencesOf(after, after)).toEqual([]);
  });
});
