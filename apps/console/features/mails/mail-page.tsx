import { Fragment } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { type DeliveryDetail, GetDelivery } from '#contracts';
import { useAnswer } from '../../kit/data/use-answer.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Loading, Notice } from '../../kit/notice.js';
import { useReader } from '../../kit/reader.js';
import { Deciding } from './deciding.js';
import { MailText } from './mail-text.js';
import { Resending } from './resending.js';
import { useStateWords } from './state-words.js';
import '../../kit/one-mail.css';
import './mails.css';

/** What is known of it, each fact with its name; what is not there is left out. */
const useFacts = (mail: DeliveryDetail): readonly (readonly [name: string, said: string])[] => {
  const { meeting } = useMeeting();
  const words = useMailsWords('mail');
  const { shortMoment } = useReader();
  const at = (instant: string | undefined) =>
    instant === undefined ? undefined : shortMoment(instant, meeting.timeZone);
  const { address, sendTo, state, dueAt, plannedFor, submittedAt, acceptedAt, usefulUntil, attempts, lastError } = mail;
  const shared = mail.together === true ? ` · ${words.together}` : '';
  const isWaiting = state === 'planned' || state === 'retry-wait';
  return [
    [words.address, `${address ?? words.noAddress}${sendTo === undefined ? '' : ` · ${words.named}`}${shared}`],
    [state === 'retry-wait' ? words.nextTry : words.due, at(dueAt)],
    [words.firstDue, plannedFor === dueAt ? undefined : at(plannedFor)],
    [words.submitted, at(submittedAt)],
    [words.taken, at(acceptedAt)],
    [words.until, isWaiting ? at(usefulUntil) : undefined],
    [words.tries, attempts === 0 ? undefined : words.times(attempts)],
    [words.said, lastError],
  ].flatMap(([name, said]): [string, string][] => (name === undefined || said === undefined ? [] : [[name, said]]));
};

const Facts = ({ mail }: { mail: DeliveryDetail }) => {
  const { meeting } = useMeeting();
  const words = useMailsWords('mail');
  const { named, shortMoment } = useReader();
  const { advice, earlier = [] } = mail;
  return (
    <>
      <dl>
        {useFacts(mail).map(([name, said]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </Fragment>
        ))}
      </dl>
      {advice !== undefined && (
        <p className="asks">
          <b>{words.advice}</b> {named(advice)}
        </p>
      )}
      {earlier.length > 0 && (
        <section>
          <h3>{words.earlier}</h3>
          <ul>
            {earlier.map(({ address, leftAt }, index) => (
              <li key={`${index} ${leftAt}`}>
                {address} ·{' '}
                {leftAt === undefined ? words.neverLeft : `${words.leftAt} ${shortMoment(leftAt, meeting.timeZone)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
};

/** One mail: to whom, when, what the server said, what it says, and what can be done about it. */
export const MailPage = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('mail');
  const { nobody } = useMailsWords('list');
  const { named, names } = useReader();
  const stateOf = useStateWords();
  const { deliveryId = '' } = useParams({ strict: false });
  const { value: mail, problem, reload } = useAnswer(GetDelivery, { deliveryId }, { everyMs: 15_000 });
  if (mail === undefined) return problem === undefined ? <Loading /> : <Notice problem={problem} retry={reload} />;
  const { recipient, recipientId, kind, generation } = mail;
  return (
    <div className="one-mail mail" key={deliveryId}>
      <p>
        <Link to={`/meetings/${meeting.id}/mails`}>{words.back}</Link>
        {recipient?.class !== undefined && (
          <>
            {' · '}
            <Link to={`/meetings/${meeting.id}/invited/${recipientId}`}>{words.office}</Link>
          </>
        )}
      </p>
      <Notice problem={problem} retry={reload} />
      <h2>{recipient === undefined ? nobody : named(recipient.name)}</h2>
      <p>
        {names.deliveryKinds[kind]} · <b>{stateOf(mail)}</b>
        {generation !== undefined && ` · ${words.generation(generation)}`}
      </p>
      <Facts mail={mail} />
      <Deciding mail={mail} />
      <Resending mail={mail} />
      <MailText deliveryId={deliveryId} />
    </div>
  );
};
