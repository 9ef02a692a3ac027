import { type DeliveryKind } from '#contracts';

/** Which mails: of a meeting or of all, of a kind or of all. */
export type Scope = { readonly meetingId?: string | undefined; readonly kind?: DeliveryKind | undefined };

/** An id in which no meeting and no kind is called as all of them are. */
export const scopeId = ({ meetingId, kind }: Scope): string => `${meetingId ?? '*'}.${kind ?? '*'}`;

export const covers = (scope: Scope, mail: { readonly meetingId: string; readonly kind: DeliveryKind }): boolean =>
  (scope.meetingId === undefined || scope.meetingId === mail.meetingId)
  && (scope.kind === undefined || scope.kind === mail.kind);
