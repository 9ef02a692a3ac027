import { describe, expect, it } from '@jest/globals';
import { answerSubject, attachmentName } from './inbox.js';

describe('an answer to a mail', () => {
  it.each([
    ['ขอเลื่อน', 'Re: ขอเลื่อน'],
    ['Re: ขอเลื่อน', 'Re: ขอเลื่อน'],
    ['RE: re: ตอบกลับ: ขอเลื่อน', 'Re: ขอเลื่อน'],
    ['', 'Re:'],
    ['Reply form', 'Re: Reply form'],
  ])('to ‘%s’ is called ‘%s’', (subject, called) => expect(answerSubject(subject)).toBe(called));
});

describe('a file that came with a mail', () => {
  it('has the name that it came with, or its number and what it is', () => {
    expect(attachmentName({ number: 1, name: 'แบบ.pdf', contentType: 'application/pdf' })).toBe('แบบ.pdf');
    expect(attachmentName({ number: 2, name: '', contentType: 'image/jpeg' })).toBe('2.jpg');
    expect(attachmentName({ number: 3, name: '', contentType: 'application/x-odd' })).toBe('3.bin');
  });
});
