const bytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [new TextDecoder('windows-874').decode(Uint8Array.of(byte)), byte] as const),
);

/** A text as old Thai programs write it. */
export const inWindows874 = (text: string): Uint8Array =>
  Uint8Array.from(text, (character) => {
    const byte = bytes.get(character);
    if (byte === undefined) throw new Error(`Windows-874 has no ${character}`);
    return byte;
  });
