import { type WrongAddressWords } from '../dictionary.js';

export const wrongAddressWords: WrongAddressWords = {
  title: 'This mail came to the wrong address',
  about: (title, office) =>
    `The mail about ${title} was meant for ${office}. If the address that it came to is not this office’s, please press the button below.`,
  will: 'No more mails will come to this address, and staff will ring the office instead. Its invitation stays as it is.',
  press: 'This is not the office’s address',
  done: 'Thank you for telling us',
  doneHint:
    'No more mails come to this address, and staff will ring the office. If you pressed by mistake, please tell the coordinator.',
  mailSubject: 'Not the office’s address',
};
