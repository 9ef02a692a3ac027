/** An id that nobody else makes. `randomUUID` is there over HTTPS alone; a hall may reach Sala without. */
export const newId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
