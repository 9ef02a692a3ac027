import { describe, expect, it } from '@jest/globals';
import { exampleReplyCode, replyCodeText } from '#contracts';
import { onPaper } from './on-paper.js';

describe('what stands on a paper that came back', () => {
  it('names its invitation by the link in its QR code', () => {
    expect(onPaper('https://sala.example/r/inv-4f7k2m9q1x8cabcd.2.c2lnbmF0dXJl')).toEqual({
      invitationId: 'inv-4f7k2m9q1x8cabcd',
    });
  });

  it('names it by its reply code, however that is typed', () => {
    for (const typed of [replyCodeText(exampleReplyCode), ` ${replyCodeText(exampleReplyCode).toLowerCase()} `])
      expect(onPaper(typed)).toEqual({ replyCode: exampleReplyCode });
  });

  it('is no name of an office, and no code that is mistyped', () => {
    const wrong = `${exampleReplyCode.slice(0, -1)}${exampleReplyCode.endsWith('0') ? '1' : '0'}`;
    for (const typed of ['', 'สรรพากร', 'Revenue office · Chiang Mai', 'th-50-revenue', wrong])
      expect(onPaper(typed)).toBeUndefined();
  });
});
