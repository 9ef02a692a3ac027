export { th } from './th/index.js';
export { en } from './en/index.js';
