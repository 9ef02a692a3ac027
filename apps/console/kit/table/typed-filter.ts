/** What of an address is a filter; what is none is left out. */
export const typedIn = <Name extends string>(
  names: readonly Name[],
  search: Readonly<Record<string, unknown>>,
): { readonly [Each in Name]?: string } =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = search[name];
      return value === undefined || value === null || value === '' ? [] : [[name, String(value)]];
    }),
  ) as { readonly [Each in Name]?: string };

export const oneOf = <Value extends string>(options: readonly Value[], typed: string | undefined): Value | undefined =>
  options.find((each) => each === typed);

/** Those filters that every list of offices has. */
export const officesIn = ({
  class: ofClass,
  provinceCode,
  q = '',
}: {
  readonly class?: string;
  readonly provinceCode?: string;
  readonly q?: string;
}) => ({
  ...(ofClass !== undefined && { class: ofClass }),
  ...(provinceCode !== undefined && { provinceCode }),
  ...(q.trim() !== '' && { q: q.trim().slice(0, 200) }),
});
