/** The document server's own bench, with those of Sala. */
export { documents } from '#embedded-mongo/bench';
