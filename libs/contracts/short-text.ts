import { z } from 'zod';
import { defineRpc } from './contract.js';
import { exampleInvitation } from './invitation.js';
import { andFocalPoints, replyDesk } from './rights.js';
import { Id, Language } from './words.js';

export const GetShortText = defineRpc({
  subject: 'rpc.notifications.v1.get-short-text',
  http: { method: 'GET', path: '/api/v1/invitations/:invitationId/short-text', opens: andFocalPoints(replyDesk) },
  summary:
    'A short text to an office, to be sent by LINE or SMS by whoever asks for it, as things stand now: that its reply is awaited and by which link, or that it is recorded. The link in it is the office’s own',
  request: z.object({ invitationId: Id }),
  returns: z.object({ language: Language, text: z.string() }),
  example: {
    request: { invitationId: exampleInvitation.id },
    returns: {
      language: 'th',
      text: 'เรียน สรรพากรพื้นที่เชียงใหม่\nขอความอนุเคราะห์ตอบรับการประชุม ภายในวันศุกร์ที่ 18 พฤศจิกายน 2559\nhttps://sala.example/r/…',
    },
  },
});
