const renamed: Readonly<Record<string, string>> = {
  board: 'board',
  silent: 'silent',
  desk: 'desk',
  callList: 'call-list',
  checks: 'checks',
};

/** Where a link of the console's earlier form, `#/meeting/page`, leads now; undefined for anything else. */
export const placeOfOldLink = (hash: string): string | undefined => {
  const [, meeting, page] = /^#\/([^/]+)(?:\/([^/]*))?$/.exec(hash) ?? [];
  if (meeting === undefined) return undefined;
  const path = page === undefined ? undefined : Object.hasOwn(renamed, page) ? renamed[page] : undefined;
  return path === undefined ? `/meetings/${meeting}` : `/meetings/${meeting}/${path}`;
};
