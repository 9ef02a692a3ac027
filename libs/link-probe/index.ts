// What two ends of a link send each other to measure it, and what is made of what came: pure, for server and browser.
export { type Arrival, type Figures, figuresOf, type RoundTrip, roundTripOf } from './figures.js';
export { dueAfter, mostWaiting, PacedSender, piecesOfPicture, type Sending, type Sent, voiceEveryMs } from './pace.js';
export { type Flow, flows, type Packet, readPacket, sizes, writePacket } from './packet.js';
