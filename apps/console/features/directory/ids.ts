/** The input of a path of the form. */
export const idOfPath = (path: string): string => `entry-${path.replaceAll('.', '-')}`;
