/** What a file may not be called anywhere: parts of a path, quotes, what is no character to see or turns the direction of reading. */
const unsafe = /["\\/:*?<>|\p{Cc}\p{Cf}]/gu;
const plainName = (name: string): string => {
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? '';
  const stem = name
    .slice(0, name.length - ending.length)
    .replace(/[^\x20-\x7E]+/g, '-')
    .replace(/[%;]/g, '-')
    .replace(/^[-\s.]+|[-\s]+$/g, '');
  return `${stem === '' ? 'file' : stem}${ending}`;
};
const encoded = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

/** `Content-Disposition` by RFC 6266: saved under its name in Thai, and under a plain one by who reads no other. It is never shown as a page. */
export const attachmentNamed = (name: string): string => {
  const safe = name.toWellFormed().replace(unsafe, '-').trim();
  return `attachment; filename="${plainName(safe)}"; filename*=UTF-8''${encoded(safe)}`;
};
