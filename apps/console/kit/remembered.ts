/** What a person chose on this machine; a browser that keeps nothing forgets it, and that is all. */
export const remembered = (name: string): string | undefined => {
  try {
    return localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
};

export const remember = (name: string, value: string): void => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A full or closed store: the choice lasts as long as the page.
  }
};
