// How people of the scenario do what they do, each by the way that is theirs.
import { attendeeFieldNames, type CheckEvidence, RecordDeskReply, RecordReply, replyFieldNames } from '#contracts';
import { type ApiClient } from './api-client.js';
import { type Act } from './scenario.js';

const good: CheckEvidence = {
  lossPercent: 0.1,
  roundTripMs: 45,
  jitterMs: 5,
  audioBothWays: true,
  videoBothWays: true,
  contentShared: true,
  echoFree: true,
  contactPresent: true,
};
const bad: CheckEvidence = { ...good, lossPercent: 6.5, videoBothWays: false };

/** What technicians measure. */
export const evidenceOf = (passes: boolean): CheckEvidence => (passes ? good : bad);

/** Fills in the reply page's form as a browser without script does. */
const formOf = ({ content }: Act): Record<string, string> => ({
  answer: content.answer,
  ...Object.fromEntries(replyFieldNames.map((name) => [name, content[name] ?? ''])),
  ...Object.fromEntries(
    content.attendees.flatMap((person, index) =>
      attendeeFieldNames.map((name) => [`attendees.${index}.${name}`, person[name] ?? '']),
    ),
  ),
});

/** The office answers by the link in its mail. */
export const answerByLink = async (office: ApiClient, act: Act, replyToken: string): Promise<void> => {
  if (act.by === 'api') await office.send(RecordReply, { replyToken, content: act.content });
  else await office.ask(`/r/${replyToken}`, { method: 'POST', form: formOf(act), expect: [303] });
};

/** The reply desk enters what came to it. */
export const enterAtDesk = async (
  desk: ApiClient,
  { organisationId, channel, receivedAt, content }: Act,
  invitationId: string,
): Promise<void> => {
  if (channel === 'web') throw new Error(`${organisationId} cannot answer at the desk by web`);
  await desk.send(RecordDeskReply, { invitationId, content, channel, receivedAt, reason: 'ตามแบบตอบรับที่ได้รับ' });
};
