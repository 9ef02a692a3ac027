import { describe, expect, it } from '@jest/globals';
import { EmailAddress, ResponseContent, StaffDraft } from '#contracts';
import { z } from 'zod';
import { zodToInvalid } from './invalid-input.js';

const refused = (schema: z.ZodType, input: unknown, language?: 'th' | 'en') => zodToInvalid(schema.safeParse(input).error ?? { issues: [] }, language);

describe('zodToInvalid', () => {
  it('names each field by its path and says what is wrong with it', () => {
    const error = refused(ResponseContent, { answer: 'perhaps', attendees: [{ name: '' }] });
    expect(error).toMatchObject({ kind: 'invalid', code: 'invalid-input' });
    expect(error.details?.fields).toEqual([
      { field: 'answer', problem: 'must be one of: attend, representative, decline' },
      { field: 'attendees.0.name', problem: 'must not be empty' },
    ]);
  });

  it('says it in Thai to a reader of Thai', () => {
    expect(refused(z.object({ email: EmailAddress }), { email: 'x' }, 'th').details?.fields).toEqual([{ field: 'email', problem: 'ไม่ใช่ที่อยู่อีเมล' }]);
    expect(refused(z.object({ email: EmailAddress }), {}, 'th').details?.fields).toEqual([{ field: 'email', problem: 'ยังไม่ได้ระบุ' }]);
  });

  it('keeps the words of a rule that the schema itself states', () => {
    const draft = { email: 'a@b.example', name: 'N', roles: ['focal-point'], password: 'a long example password' };
    expect(refused(StaffDraft, draft).details?.fields).toEqual([{ field: 'provinceCode', problem: 'is missing: a focal point answers for one province' }]);
  });
});
