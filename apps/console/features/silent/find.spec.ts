import { describe, expect, it } from '@jest/globals';
import { exampleOrganisation } from '#contracts';
import { foundBy } from './find.js';

describe('finding a silent office', () => {
  it.each(['', '  ', 'สรรพากร', 'REVENUE', 'เชียงใหม่', 'chiang  mai', 'th-50-revenue', 'revenue@', 'พื้นที\u0E48จังหวัด'])(
    'takes %j for the revenue office of Chiang Mai',
    (typed) => expect(foundBy(typed)(exampleOrganisation)).toBe(true),
  );
  it.each(['ลำปาง', 'zz'])('does not take %j for it', (typed) =>
    expect(foundBy(typed)(exampleOrganisation)).toBe(false),
  );
});
