/** What stands at a path such as `coordinator.unit.th`; nothing there is an empty text. */
export const textAt = (value: unknown, path: string): string => {
  let at = value;
  for (const name of path.split('.')) at = typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined;
  return typeof at === 'string' || typeof at === 'number' ? String(at) : '';
};

type Tree = { readonly [name: string]: unknown };
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Another text at a path; an empty one is taken away, and what holds nothing else with it. */
const withText = (value: Tree, [name = '', ...rest]: readonly string[], text: string): Tree | undefined => {
  const { [name]: before, ...others } = value;
  const after =
    rest.length > 0 ? withText(isTree(before) ? before : {}, rest, text) : text.trim() === '' ? undefined : text;
  const all = after === undefined ? others : { ...others, [name]: after };
  return Object.keys(all).length === 0 ? undefined : all;
};

/** A value with the texts that were typed at their paths. What comes out is for a schema to judge. */
export const withTexts = (value: object, texts: Readonly<Record<string, string>>): object =>
  Object.entries(texts).reduce<Tree>((tree, [path, text]) => withText(tree, path.split('.'), text) ?? {}, { ...value });
