const arabic = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50));

/** What a telephone dials of a number as people write it: the first one, without its extension. */
export const dialled = (phone: string): string => {
  const [first = ''] = arabic(phone).split(/[^\d\s().+–‑-]/);
  return first.replace(/(?!^\+)\D/g, '');
};
