/** The staff's pages, by feature. */
export const consoleWords = {};
