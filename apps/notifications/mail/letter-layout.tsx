import { type CSSProperties, type ReactElement } from 'react';
import {
  Body,
  Button,
  Column,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  render,
  Row,
  Section,
  Text,
} from 'react-email';
import { type Letter, type LetterBlock } from './letter.js';
import { type Span } from './markdown.js';

const ink = '#1c2733';
const faint = '#5b6875';
const blue = '#123f7a';
const line = '#d5dce4';
const font =
  "'Sarabun', 'TH Sarabun New', 'Noto Sans Thai', 'Loma', 'Leelawadee UI', Tahoma, 'Segoe UI', Arial, sans-serif";

const styles = {
  body: { backgroundColor: '#eef1f5', margin: 0, padding: '24px 8px', fontFamily: font, color: ink },
  letter: {
    backgroundColor: '#ffffff',
    maxWidth: '620px',
    width: '100%',
    margin: '0 auto',
    border: `1px solid ${line}`,
    borderTop: `5px solid ${blue}`,
  },
  inner: { padding: '26px 30px 22px' },
  heading: { fontSize: '22px', lineHeight: '1.45', margin: '0 0 14px', color: blue, fontWeight: 700 },
  text: { fontSize: '16px', lineHeight: '1.75', margin: '0 0 12px', whiteSpace: 'pre-line' },
  head: { width: '100%', margin: '0 0 14px' },
  term: {
    fontSize: '15px',
    lineHeight: '1.6',
    width: '110px',
    padding: '1px 10px 1px 0',
    verticalAlign: 'top',
    fontWeight: 700,
  },
  headValue: { fontSize: '15px', lineHeight: '1.6', padding: '1px 0', verticalAlign: 'top' },
  list: { margin: '0 0 12px', paddingLeft: '28px' },
  item: { fontSize: '16px', lineHeight: '1.75', margin: '0 0 4px', whiteSpace: 'pre-line' },
  facts: { width: '100%', margin: '6px 0 18px', backgroundColor: '#f6f8fb', borderLeft: `3px solid ${blue}` },
  label: {
    fontSize: '14px',
    lineHeight: '1.6',
    color: faint,
    width: '150px',
    padding: '7px 10px 7px 16px',
    verticalAlign: 'top',
  },
  value: {
    fontSize: '16px',
    lineHeight: '1.6',
    padding: '6px 16px 6px 0',
    verticalAlign: 'top',
    whiteSpace: 'pre-line',
  },
  action: { textAlign: 'center', margin: '4px 0 18px' },
  button: {
    backgroundColor: blue,
    color: '#ffffff',
    fontSize: '17px',
    fontWeight: 700,
    lineHeight: '1.4',
    padding: '14px 30px',
    borderRadius: '6px',
    textDecoration: 'none',
  },
  small: { fontSize: '13px', lineHeight: '1.6', color: faint, margin: '10px 0 0', wordBreak: 'break-all' },
  note: { fontSize: '13px', lineHeight: '1.6', color: faint, margin: '10px 0 0' },
  signature: { fontSize: '16px', lineHeight: '1.7', margin: '18px 0 0' },
  rule: { borderColor: line, margin: '22px 0 12px' },
  footer: { fontSize: '12px', lineHeight: '1.6', color: faint, margin: 0 },
} satisfies Record<string, CSSProperties>;

const Facts = ({ facts }: Pick<Letter, 'facts'>): ReactElement => (
  <Section style={styles.facts}>
    {facts.map(({ label, value, strong }) => (
      <Row key={label}>
        <Column style={styles.label}>{label}</Column>
        <Column style={{ ...styles.value, ...(strong === true && { fontWeight: 700 }) }}>{value}</Column>
      </Row>
    ))}
  </Section>
);

const Action = ({ action }: { action: NonNullable<Letter['action']> }): ReactElement => (
  <Section style={styles.action}>
    <Button href={action.url} style={styles.button}>
      {action.label}
    </Button>
    <Text style={styles.small}>
      <Link href={action.url} style={{ color: blue }}>
        {action.url}
      </Link>
    </Text>
    <Text style={styles.note}>{action.note}</Text>
  </Section>
);

/** Of a mail for several offices: each with its link and its code. */
const Actions = ({ letter, action }: { letter: Letter; action: NonNullable<Letter['action']> }): ReactElement => (
  <Section>
    <Text style={styles.text}>{letter.several?.lead}</Text>
    {letter.offices?.map(({ name, url, code }) => (
      <Section key={url} style={styles.action}>
        <Text style={{ ...styles.text, fontWeight: 700, margin: '0 0 8px' }}>{name}</Text>
        <Button href={url} style={styles.button}>
          {action.label}
        </Button>
        <Text style={styles.small}>
          <Link href={url} style={{ color: blue }}>
            {url}
          </Link>
          <br />
          {letter.several?.code}: {code}
        </Text>
      </Section>
    ))}
    <Text style={styles.note}>{letter.several?.note}</Text>
  </Section>
);

/** As the official letter begins: what it is known by, and what goes with it. */
const HeadLines = ({ head }: Pick<Letter, 'head'>): ReactElement => (
  <Section style={styles.head}>
    {head.map(({ term, items }) => (
      <Row key={term}>
        <Column style={styles.term}>{term}</Column>
        <Column style={styles.headValue}>
          {items.map(({ text, href }, index) => (
            <div key={index}>
              {items.length > 1 && `${index + 1}. `}
              {href === undefined ? (
                text
              ) : (
                <Link href={href} style={{ color: blue }}>
                  {text}
                </Link>
              )}
            </div>
          ))}
        </Column>
      </Row>
    ))}
  </Section>
);

const Said = ({ spans }: { spans: readonly Span[] }): ReactElement => (
  <>
    {spans.map(({ text, bold, italic, href }, index) => {
      const style = { ...(bold === true && { fontWeight: 700 }), ...(italic === true && { fontStyle: 'italic' }) };
      return href === undefined ? (
        <span key={index} style={style}>
          {text}
        </span>
      ) : (
        <Link key={index} href={href} style={{ color: blue, ...style }}>
          {text}
        </Link>
      );
    })}
  </>
);

const Block = ({ block, letter }: { block: LetterBlock; letter: Letter }): ReactElement | null => {
  switch (block.kind) {
    case 'paragraph':
      return (
        <Text style={styles.text}>{isPlain(block.spans) ? block.spans[0]?.text : <Said spans={block.spans} />}</Text>
      );
    case 'list': {
      const List = block.ordered ? 'ol' : 'ul';
      return (
        <List style={styles.list}>
          {block.items.map((item, index) => (
            <li key={index} style={styles.item}>
              <Said spans={item} />
            </li>
          ))}
        </List>
      );
    }
    case 'facts':
      return <Facts facts={letter.facts} />;
    case 'action':
      if (letter.action === undefined) return null;
      return letter.offices === undefined ? (
        <Action action={letter.action} />
      ) : (
        <Actions letter={letter} action={letter.action} />
      );
  }
};
const isPlain = ([only, ...more]: readonly Span[]): boolean =>
  more.length === 0 && only?.bold === undefined && only?.italic === undefined && only?.href === undefined;

/** One layout for every letter: what it is, to whom, what for, the facts, the one thing to do, from whom. */
const LetterLayout = ({ letter }: { letter: Letter }): ReactElement => (
  <Html lang={letter.language} dir="ltr">
    <Head>
      <title>{letter.subject}</title>
    </Head>
    <Body lang={letter.language} dir="ltr" style={styles.body}>
      <Preview>{letter.preview}</Preview>
      <Container style={styles.letter}>
        <Section style={styles.inner}>
          <Heading as="h1" style={styles.heading}>
            {letter.heading}
          </Heading>
          {letter.head.length > 0 && <HeadLines head={letter.head} />}
          <Text style={{ ...styles.text, fontWeight: 700 }}>{letter.salutation}</Text>
          {letter.body.map((block, index) => (
            <Block key={index} block={block} letter={letter} />
          ))}
          <Text style={styles.signature}>
            {[letter.closing, ...letter.signature].map((each) => (
              <span key={each}>
                {each}
                <br />
              </span>
            ))}
          </Text>
          <Hr style={styles.rule} />
          <Text style={styles.footer}>{letter.footer}</Text>
        </Section>
      </Container>
    </Body>
  </Html>
);

export const letterHtml = (letter: Letter): Promise<string> => render(<LetterLayout letter={letter} />);
