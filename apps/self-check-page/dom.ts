type Child = Node | string;

/** An element with its attributes and what stands in it; text is text. */
export const element = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] => {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
};

/** A button, and what comes of a press. */
export const button = (text: string, kind: 'main' | 'plain', press: () => void): HTMLButtonElement => {
  const made = element('button', { type: 'button', class: kind }, text);
  made.addEventListener('click', press);
  return made;
};
