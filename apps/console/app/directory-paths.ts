/** The places of the directory, beside the meetings. */
export const directoryPaths = [
  '/directory',
  '/directory/organisations/$organisationId',
  '/directory/sites',
  '/directory/sites/$siteId',
  '/directory/holidays',
  '/directory/imports',
  '/directory/imports/$importId',
] as const;
export type DirectoryPath = (typeof directoryPaths)[number];
