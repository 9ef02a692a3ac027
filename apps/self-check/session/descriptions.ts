/** An offer without the addresses that it names: Sala answers whoever reaches it and sends nothing to where it is told to. */
export const withoutCandidates = (offer: string): string =>
  linesOf(offer)
    .filter((line) => !/^a=(candidate|end-of-candidates|remote-candidates)\b/.test(line))
    .join('\r\n') + '\r\n';

/** An offer of one connection for data and nothing else: no sound or picture is taken, so none has to be understood. */
export const isForDataOnly = (offer: string): boolean => {
  const media = linesOf(offer).filter((line) => line.startsWith('m='));
  return (
    media.length === 1
    && /^m=application \d{1,5} UDP\/DTLS\/SCTP webrtc-datachannel$/.test(media[0] ?? '')
    && /^a=ice-ufrag:[\w+/]{4,256}$/m.test(offer.replaceAll('\r', ''))
    && /^a=fingerprint:sha-(256|384|512) [0-9A-Fa-f:]{32,}$/m.test(offer.replaceAll('\r', ''))
  );
};

const candidate = /^a=candidate:\S+ 1 udp (\d+) \S+ (\d+) typ host\b.*$/i;

/** An answer that names the addresses at which browsers reach the port, as they see them, and no other. */
export const reachedAt = (answer: string, addresses: readonly string[]): string | undefined => {
  const lines = linesOf(answer);
  const at = lines.findIndex((line) => candidate.test(line));
  const [, priority, port] = candidate.exec(lines[at] ?? '') ?? [];
  if (priority === undefined || port === undefined) return undefined;
  const named = addresses.map(
    (address, index) => `a=candidate:${index + 1} 1 udp ${Number(priority) - index} ${address} ${port} typ host`,
  );
  return (
    lines.flatMap((line, index) => (index === at ? named : candidate.test(line) ? [] : [line])).join('\r\n') + '\r\n'
  );
};

const linesOf = (description: string): string[] => description.split(/\r?\n/).filter((line) => line !== '');
