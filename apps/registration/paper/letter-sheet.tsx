import { Fragment } from 'react';
import { type LetterText, letterTextOf } from './letter-text.js';
import { QrCode } from './qr-code.js';
import { type Sheet } from './sheet.js';

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.map((line, index) => (
    <Fragment key={index}>
      {index > 0 && <br />}
      {line}
    </Fragment>
  ));

/** How an office answers: the QR code, what is typed in place of it, and the form. */
const HowToAnswer = ({ answer, link }: { answer: LetterText['answer']; link: string }) => (
  <div className="ways">
    <QrCode text={link} label={answer.byQr} />
    <p>{answer.asked}</p>
    <ul>
      <li>
        {answer.byQr} <b className="typed">{answer.address}</b> {answer.byCode} <b className="typed">{answer.code}</b>
      </li>
      <li>{answer.byPaper}</li>
    </ul>
  </div>
);

/** The letter of invitation of one office on paper. */
export const LetterSheet = ({ sheet }: { sheet: Sheet }) => {
  const { secrecy, urgency, crest, number, from, dated, facts, body, answer, closing, signer, owner } =
    letterTextOf(sheet);
  const marked = secrecy === undefined ? null : <p className="secrecy">{secrecy}</p>;
  return (
    <section className="sheet letter" lang={sheet.language}>
      {marked}
      <header>
        {urgency !== undefined && <b className="urgency">{urgency}</b>}
        <div className="crest">{crest}</div>
        <div className="number">{number}</div>
        <address>
          <Lines lines={from} />
        </address>
      </header>
      <p className="dated">{dated}</p>
      {facts.map(({ term, items }) => (
        <div className="fact" key={term}>
          <b>{term}</b>
          <div>
            {items.map((item, index) => (
              <div key={index}>{item}</div>
            ))}
          </div>
        </div>
      ))}
      <div className="body">
        {body.map((paragraph, index) => (
          <p key={index}>{paragraph}</p>
        ))}
      </div>
      <HowToAnswer answer={answer} link={sheet.link} />
      <div className="signed">
        <p>{closing}</p>
        <p className="name">{signer.name}</p>
        {signer.lines.map((line, index) => (
          <p key={index}>{line}</p>
        ))}
      </div>
      <footer>
        <Lines lines={owner} />
      </footer>
      {marked}
    </section>
  );
};
