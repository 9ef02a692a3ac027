import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import {
  AnnouncedTo,
  ListAnnouncementOffices,
  ListAnnouncements,
  type MailPreview,
  PreviewAnnouncement,
} from '#contracts';
import { type ApiProblem } from '../../kit/data/ask.js';
import { useAnswer } from '../../kit/data/use-answer.js';
import { hasFailed, useCommand } from '../../kit/data/use-command.js';
import { useListing } from '../../kit/data/use-listing.js';
import { Choice } from '../../kit/form/choice.js';
import { useMailsWords } from '../../kit/mails-words.js';
import { useMeeting } from '../../kit/meeting-context.js';
import { Empty, Loading, Notice } from '../../kit/notice.js';
import { AnnouncementSend } from './announcement-send.js';
import { useOfficeColumns } from './announcement-offices.js';
import { nothingTyped, type Typed, WordFields, wordsOf } from './announcement-words.js';
import { ChosenOffices, MailShown, useChoice } from './chosen-offices.js';
import { type Narrowed, Narrowing } from './narrowing.js';
import './mails.css';

type Choosing = Narrowed & { readonly said?: AnnouncedTo };

/** Something is told to a chosen part of the offices: in which words, to whom exactly, and how it looks to each. */
export const AnnouncementWritingPage = () => {
  const { meeting } = useMeeting();
  const words = useMailsWords('announcements');
  const list = useMailsWords('list');
  const [typed, setTyped] = useState<Typed>(nothingTyped);
  const [of, setOf] = useState<Choosing>({});
  const [previewed, setPreviewed] = useState<MailPreview>();
  const [wrong, setWrong] = useState<ApiProblem>();
  const [sending, setSending] = useState(false);
  const [done, setDone] = useState(false);
  const officeColumns = useOfficeColumns();
  const { value: before } = useAnswer(ListAnnouncements, { meetingId: meeting.id });
  const { items, problem, reload } = useListing(ListAnnouncementOffices, { meetingId: meeting.id, ...of });
  const preview = useCommand(PreviewAnnouncement);
  const said = wordsOf(typed);
  const choice = useChoice(items, ({ whyNot }) => whyNot === undefined);
  const { chosen } = choice;
  const show = async (invitationId: string) => {
    if (said === undefined) return;
    const shown = await preview.send({ meetingId: meeting.id, invitationId, words: said });
    setWrong(hasFailed(shown) ? shown : undefined);
    if (!hasFailed(shown)) setPreviewed(shown);
  };
  const back = <Link to={`/meetings/${meeting.id}/announcements`}>{words.back}</Link>;
  if (done)
    return (
      <>
        <output className="done">{words.sent}</output>
        <p>{back}</p>
      </>
    );
  return (
    <>
      <p>{back}</p>
      <WordFields
        typed={typed}
        problem={wrong}
        onType={(now) => {
          setTyped(now);
          setWrong(undefined);
        }}
      />
      <Notice problem={wrong?.problem.fields === undefined ? wrong : undefined} />
      <section>
        <h2>{words.toTitle}</h2>
        <p className="hint">{words.choiceHint}</p>
        <Narrowing of={of} onChange={(narrowed) => setOf({ ...narrowed, ...(of.said && { said: of.said }) })} />
        <Choice
          all={list.all}
          label={words.said}
          options={AnnouncedTo.options.map((each) => [each, words.saids[each]] as const)}
          value={of.said}
          onChange={(value) => {
            const { said: _before, ...others } = of;
            const now = AnnouncedTo.safeParse(value);
            setOf(now.success ? { ...others, said: now.data } : others);
          }}
        />
        <Notice problem={problem} retry={reload} />
        {items === undefined && problem === undefined && <Loading />}
        {items?.length === 0 && <Empty>{words.nobody}</Empty>}
        {items !== undefined && items.length > 0 && (
          <ChosenOffices
            items={items}
            choice={choice}
            caption={words.caption}
            columns={officeColumns}
            act={words.sendTo(chosen.length)}
            unready={said === undefined}
            preview={{ disabled: said === undefined || preview.busy, show: (invitationId) => void show(invitationId) }}
            onSend={() => setSending(true)}
          >
            {said === undefined && <p className="hint">{words.wordsMissing}</p>}
            {before !== undefined && <p className="hint">{words.alone(before.alone)}</p>}
          </ChosenOffices>
        )}
      </section>
      {previewed !== undefined && <MailShown mail={previewed} onClose={() => setPreviewed(undefined)} />}
      {sending && said !== undefined && (
        <AnnouncementSend
          said={said}
          invitationIds={chosen.map(({ invitationId }) => invitationId)}
          alone={before?.alone ?? 0}
          onClose={() => setSending(false)}
          onProblem={(failed) => {
            setSending(false);
            setWrong(failed);
          }}
          onDone={() => setDone(true)}
        />
      )}
    </>
  );
};
