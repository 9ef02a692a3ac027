import { describe, expect, it } from '@jest/globals';
import { ListInvitationStandings, type RequestOf } from '#contracts';
import { type RpcClient } from '#messaging';
import { unavailable } from '#platform';
import { RegistrationStandings } from './registration-standings.js';

type Request = RequestOf<typeof ListInvitationStandings>;
const [{ standing }] = ListInvitationStandings.returns.parse(ListInvitationStandings.example.returns).items as [
  { standing: object },
];

/** Registration knows all but one, and says nothing as long as it is asked about another. */
const asking = () => {
  const asked: (readonly string[])[] = [];
  const call = (_contract: unknown, { invitations }: Request) => {
    const ids = invitations.map(({ invitationId }) => invitationId);
    asked.push(ids);
    return ids.includes('silent')
      ? Promise.reject(unavailable('service-unavailable'))
      : Promise.resolve({ items: ids.map((id) => (id === 'unknown' ? {} : { standing: { ...standing, of: id } })) });
  };
  return { asked, standings: new RegistrationStandings({ call } as unknown as RpcClient) };
};

describe('how invitations stand', () => {
  it('is asked in one trip for all that are asked about together; each hears of its own', async () => {
    const { asked, standings } = asking();
    const heard = await Promise.allSettled(['a', 'unknown', 'b'].map((id) => standings.get(id)));
    expect(asked).toEqual([['a', 'unknown', 'b']]);
    expect(heard).toMatchObject([{ value: { of: 'a' } }, { reason: { kind: 'not-found' } }, { value: { of: 'b' } }]);
  });

  it('is asked of each alone where nothing can be said of all of them', async () => {
    const { asked, standings } = asking();
    const heard = await Promise.allSettled(['a', 'silent', 'b'].map((id) => standings.get(id)));
    expect(asked).toEqual([['a', 'silent', 'b'], ['a'], ['silent'], ['b']]);
    expect(heard).toMatchObject([{ value: { of: 'a' } }, { reason: { kind: 'unavailable' } }, { value: { of: 'b' } }]);
  });
});
