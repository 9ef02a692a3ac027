import { describe, expect, it } from '@jest/globals';
import { exampleMeeting, exampleOrganisation } from '#contracts';
import { shortTextOf } from './short-text.js';

const url = 'https://sala.example/r/inv-1.1.c2ln';
const standing = { answered: false, open: true, replyBy: exampleMeeting.replyBy };
const about = { contact: exampleOrganisation, meeting: exampleMeeting, url };

describe('a short text to an office', () => {
  it.each(['th', 'en'] as const)('asks for the reply by its link, in %s', (language) => {
    const text = shortTextOf({ ...about, standing, language });
    expect(text).toContain(exampleOrganisation.name[language]);
    expect(text.endsWith(url)).toBe(true);
    expect(text.split('\n').length).toBeLessThanOrEqual(3);
  });

  it.each(['th', 'en'] as const)(
    'thanks whoever has answered, and leads whom the link serves no more to a person, in %s',
    (language) => {
      const answered = shortTextOf({ ...about, standing: { ...standing, answered: true, open: false }, language });
      expect(answered).toContain(url);
      const over = shortTextOf({ ...about, standing: { ...standing, open: false }, language });
      expect(over).not.toContain(url);
      expect(over).toContain(exampleMeeting.coordinator.email);
    },
  );

  it('stays short, whatever the meeting is called', () => {
    const meeting = { ...exampleMeeting, title: { th: 'การประชุม '.repeat(60), en: 'x' } };
    expect([...shortTextOf({ ...about, meeting, standing, language: 'th' })].length).toBeLessThan(400);
  });
});
