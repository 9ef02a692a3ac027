import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation, ReplyToken } from './invitation.js';
import { exampleMeeting, Meeting } from './meeting.js';
import { Bilingual, Id } from './words.js';

/** The signed text by which whoever got an office's mail may say that the address is not the office's, and nothing else. */
export const AddressToken = ReplyToken.meta({ id: 'AddressToken' });
/** Which of the office's mails it was: what its Message-ID begins with. */
export const MailKey = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({ id: 'MailKey' });

const request = z.object({ addressToken: AddressToken, mailKey: MailKey });
/** `said`: the address gets no mail. */
const returns = z.object({ meeting: Meeting, office: Bilingual, said: z.boolean() });
const addressToken = 'inv-4f7k2m9q1x8c.1.YW5vdGhlciBleGFtcGxl';
const asked = { addressToken, mailKey: '0123456789abcdef0123456789abcdef' };
const answered = { meeting: exampleMeeting, office: exampleInvitation.organisation.name, said: false };

export const GetWrongAddress = defineRpc({
  subject: 'rpc.notifications.v1.get-wrong-address',
  openTo: ['office'],
  summary: 'What a mail was about and to which office, for whoever got it at an address that may not be the office’s',
  request,
  returns,
  example: { request: asked, returns: answered },
});
export const SayWrongAddress = defineRpc({
  subject: 'rpc.notifications.v1.say-wrong-address',
  openTo: ['office'],
  summary:
    'Whoever got a mail says that its address is not the office’s: the address gets no mail until staff lift that, the office is called, and its invitation stays open. The same again changes nothing',
  request,
  returns,
  example: { request: asked, returns: { ...answered, said: true } },
});
export const ReadAddressToken = defineRpc({
  subject: 'rpc.registration.v1.read-address-token',
  openTo: ['office'],
  summary: 'Whose mail it is that bears this text; of an earlier reply link too, since the mail went to where it went',
  request: z.object({ addressToken: AddressToken }),
  returns: z.object({ invitationId: Id }),
  example: { request: { addressToken }, returns: { invitationId: exampleInvitation.id } },
});
