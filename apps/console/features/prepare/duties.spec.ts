import { describe, expect, it } from '@jest/globals';
import { exampleMeetingContent, MeetingContent } from '#contracts';
import { readDuties, typedDuties, withDuties } from './duties.js';

describe('the duties of a meeting by electronic means', () => {
  const none = typedDuties({});

  it('are read as they were typed; of which nothing was said, nothing is sent', () => {
    const typed = {
      ...none,
      backup: { state: 'met' as const, note: ' โทรศัพท์ ' },
      traffic: { state: 'not-applicable' as const, note: 'ไม่มีการลงมติ' },
      documents: { state: '' as const, note: 'ยังไม่แน่ใจ' },
    };
    const read = readDuties(typed);
    expect(read).toEqual({
      duties: [
        { duty: 'backup', state: 'met', note: 'โทรศัพท์' },
        { duty: 'traffic', state: 'not-applicable', note: 'ไม่มีการลงมติ' },
      ],
    });
    const content = withDuties(exampleMeetingContent, 'duties' in read ? read.duties : []);
    expect(MeetingContent.parse(content)).toEqual(content);
    expect(typedDuties(content)).toMatchObject({ backup: { state: 'met', note: 'โทรศัพท์' }, documents: { state: '' } });
  });

  it('that do not apply say why', () => {
    const typed = { ...none, identification: { state: 'not-applicable' as const, note: '  ' } };
    expect(readDuties(typed)).toEqual({ unexplained: ['identification'] });
    expect(
      MeetingContent.safeParse({
        ...exampleMeetingContent,
        duties: [{ duty: 'identification', state: 'not-applicable' }],
      }).success,
    ).toBe(false);
  });

  it('are said once each', () => {
    const twice = [
      { duty: 'backup', state: 'met' },
      { duty: 'backup', state: 'not-applicable', note: 'ก' },
    ];
    expect(MeetingContent.safeParse({ ...exampleMeetingContent, duties: twice }).success).toBe(false);
  });
});
