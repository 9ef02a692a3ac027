import { describe, expect, it } from '@jest/globals';
import { attachmentNamed } from './attachment.js';

const namesIn = (header: string) => {
  const [, plain = '', whole = ''] =
    /^attachment; filename="([\x20-\x7E]*)"; filename\*=UTF-8''([A-Za-z0-9%!#$&+.^_`|~-]+)$/.exec(header) ?? [];
  return { plain, whole: decodeURIComponent(whole) };
};

describe('the name that a file is saved under', () => {
  it('is the Thai one, and a plain one for programs that read no other', () => {
    expect(namesIn(attachmentNamed('รายชื่อผู้เข้าร่วม 2559.xlsx'))).toEqual({
      plain: '2559.xlsx',
      whole: 'รายชื่อผู้เข้าร่วม 2559.xlsx',
    });
    expect(namesIn(attachmentNamed('ใบลงชื่อ.csv')).plain).toBe('file.csv');
    expect(namesIn(attachmentNamed("it's (1).docx")).whole).toBe("it's (1).docx");
  });

  it('can neither leave its folder nor end the header, nor show another ending than it has', () => {
    expect(namesIn(attachmentNamed('../../etc/passwd')).whole).toBe('..-..-etc-passwd');
    expect(namesIn(attachmentNamed('a"; filename="b.exe')).whole).toBe('a-; filename=-b.exe');
    expect(attachmentNamed('a\r\nset-cookie: x=1.xlsx')).not.toMatch(/[\r\n]/);
    expect(namesIn(attachmentNamed('list\u202Excod.exe')).whole).toBe('list-xcod.exe');
    expect(namesIn(attachmentNamed('\uD800.xlsx')).whole).toBe('\uFFFD.xlsx');
  });
});
