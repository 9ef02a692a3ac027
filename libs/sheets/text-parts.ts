/** Characters that XML can't hold are written `_x000D_`, and what looks like that `_x005F_x000D_`. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
/** How many characters of the file one of a text may take. */
const longestEscape = 7;

/** A text of a workbook: of one part or of several with their fonts. How it is read aloud (`rPh`) stands beside it and is not part of it. */
export class TextParts {
  private parts = '';
  private inText = false;
  private aside = 0;

  constructor(private readonly mostLength: number) {}

  begin(): void {
    this.parts = '';
    this.inText = false;
    this.aside = 0;
  }
  open(name: string): void {
    if (name === 'rPh') this.aside++;
    else if (name === 't') this.inText = this.aside === 0;
  }
  close(name: string): void {
    if (name === 'rPh') this.aside--;
    else if (name === 't') this.inText = false;
  }
  text(text: string): void {
    // What is too long already grows no further.
    if (this.inText && this.parts.length <= this.mostLength * longestEscape) this.parts += text;
  }
  /** Undefined if it is longer than a cell may be. */
  taken(): string | undefined {
    const text = unescaped(this.parts);
    this.parts = '';
    return text.length > this.mostLength ? undefined : text;
  }
}
