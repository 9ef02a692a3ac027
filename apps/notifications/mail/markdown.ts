import MarkdownIt from 'markdown-it';
import { manyLines } from './one-line.js';

/** Text in one manner. It may have line breaks. */
export type Span = { readonly text: string; readonly bold?: true; readonly italic?: true; readonly href?: string };
export type MarkdownBlock =
  | { readonly kind: 'paragraph'; readonly spans: readonly Span[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Span[])[] };

const parser = new MarkdownIt('zero', { html: false, linkify: false, typographer: false, maxNesting: 12 });

/** Thai sets no spaces between words: a star begins or ends what it encloses wherever no space is, beside brackets as well. */
class InThai extends parser.inline.State {
  override scanDelims(start: number, canSplitWord: boolean) {
    const scanned = super.scanDelims(start, canSplitWord);
    if (!canSplitWord) return scanned;
    const [before = '', after = ''] = [this.src[start - 1], this.src[start + scanned.length]];
    return { ...scanned, can_open: /\S/.test(after), can_close: /\S/.test(before) };
  }
}
parser.inline.State = InThai;
/**
 * Paragraphs, lists, bold, italic and links, and nothing else: no markup of HTML, no pictures, no headings. What is not known
 * is text and stands as it was typed.
 */
parser.enable(['list', 'emphasis', 'link', 'escape', 'newline']);
// Links of every kind are read, so that one that leads elsewhere than to the web can be refused by name.
parser.validateLink = () => true;

type Token = ReturnType<typeof parser.parse>[number];

/** Whether a link leads to a page. */
export const isWeb = (href: string): boolean => {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  return (url?.protocol === 'https:' || url?.protocol === 'http:') && url.username === '' && url.password === '';
};

const spansOf = (tokens: readonly Token[]): Span[] => {
  let [bold, italic] = [0, 0];
  const hrefs: string[] = [];
  return tokens.flatMap((token): Span[] => {
    switch (token.type) {
      case 'strong_open':
        bold += 1;
        return [];
      case 'strong_close':
        bold -= 1;
        return [];
      case 'em_open':
        italic += 1;
        return [];
      case 'em_close':
        italic -= 1;
        return [];
      case 'link_open':
        hrefs.push(String(token.attrGet('href') ?? ''));
        return [];
      case 'link_close':
        hrefs.pop();
        return [];
      default: {
        const isBreak = token.type === 'softbreak' || token.type === 'hardbreak';
        const text = isBreak ? '\n' : token.content;
        const href = hrefs.at(-1);
        if (text === '') return [];
        return [
          {
            text,
            ...(bold > 0 && { bold: true as const }),
            ...(italic > 0 && { italic: true as const }),
            ...(href !== undefined && { href }),
          },
        ];
      }
    }
  });
};

/** What people wrote, as what is shown of it. A list within a list is part of it. */
export const markdownOf = (text: string): MarkdownBlock[] => {
  const blocks: MarkdownBlock[] = [];
  let list: { ordered: boolean; items: Span[][] } | undefined;
  let depth = 0;
  for (const token of parser.parse(manyLines(text), {})) {
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') {
      depth += 1;
      list ??= { ordered: token.type === 'ordered_list_open', items: [] };
    } else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') {
      depth -= 1;
      if (depth > 0 || list === undefined) continue;
      blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.filter((item) => item.length > 0) });
      list = undefined;
    } else if (token.type === 'list_item_open') list?.items.push([]);
    else if (token.type === 'inline') {
      const spans = spansOf(token.children ?? []);
      const item = list?.items.at(-1);
      if (item === undefined) blocks.push({ kind: 'paragraph', spans });
      else item.push(...(item.length > 0 ? [{ text: '\n' }] : []), ...spans);
    }
  }
  return blocks;
};

/** Text that means nothing but itself in Markdown. */
export const plainMarkdown = (text: string): string =>
  text
    .replace(/[\\*_[\]]/g, '\\$&')
    .replace(/^(\s*)([-+])(?=\s|$)/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2');
