import { keepAtMost } from '#platform';
import { type Blanks, fillBlanks } from './blanks.js';
import { type LetterForm } from './letter.js';
import { letterHtml } from './letter-layout.js';
import { letterText } from './letter-text.js';
import { letterOf } from './letter-words.js';

export type MailBody = { readonly subject: string; readonly html: string; readonly text: string };

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};
const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

/** Forms kept: kinds and languages of the meetings that mails are going out for. */
const capacity = 200;

/** Renders each letter once for all its recipients, and fills the personal places for each. */
export class MailTemplates {
  readonly #rendered = new Map<string, Promise<MailBody>>();

  async body(form: LetterForm, blanks: Blanks): Promise<MailBody> {
    const template = await this.#template(form);
    return {
      subject: fillBlanks(template.subject, blanks),
      html: fillBlanks(template.html, blanks, escapeHtml),
      text: fillBlanks(template.text, blanks),
    };
  }

  #template(form: LetterForm): Promise<MailBody> {
    const { kind, language, meeting, replyBy, variant, extras = [], own, offices = 1 } = form;
    // Words that are still being written are those of this moment.
    if (own !== undefined && own.key === undefined) return render(form);
    const key = [
      kind,
      language,
      meeting.id,
      meeting.revision,
      replyBy,
      variant,
      own?.key ?? '',
      offices,
      ...extras,
    ].join(' ');
    const known = this.#rendered.get(key);
    if (known !== undefined) return known;
    const rendered = keepAtMost(capacity, this.#rendered, key, render(form));
    rendered.catch(() => this.#rendered.delete(key));
    return rendered;
  }
}

const render = async (form: LetterForm): Promise<MailBody> => {
  const letter = letterOf(form);
  return { subject: letter.subject, html: await letterHtml(letter), text: letterText(letter) };
};
