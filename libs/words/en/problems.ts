import { type Dictionary } from '../dictionary.js';
import { choices, moment, other, readingsOf } from '../problem-values.js';

export const problems = {
  missing: ['is missing', 'fill it in'],
  'not-text': ['must be a text'],
  'not-number': ['must be a number'],
  'not-whole': ['must be a whole number'],
  'not-yes-no': ['must be yes or no (true or false)'],
  'not-list': ['must be a list'],
  'not-group': ['must be a group of fields'],
  'not-accepted': ['is not accepted', 'check and correct it'],
  'at-least': ({ text }) => [`must be at least ${text('min')}`],
  'at-most': ({ text }) => [`must be at most ${text('max')}`],
  'list-short': ({ text, number }) => [
    `must hold at least ${text('min')} ${number('min') === 1 ? 'entry' : 'entries'}`,
  ],
  'list-long': ({ text }) => [`must hold at most ${text('max')} entries`, 'send them in parts'],
  'text-short': ({ text }) => [`is too short: at least ${text('min')} characters`],
  'one-of': ({ text, say }) => [`must be one of: ${choices(text('values'), say)}`],
  'unknown-field': ({ text }) => [
    'is not a field that is known here',
    text('near') === '' ? 'leave it out' : `did you mean ${text('near')}? Else leave it out`,
  ],

  'webhook-address': [
    'is no web address to which messages can be sent',
    'for example https://messages.example/sala, without user or password',
  ],
  'webhook-not-https': ['is not encrypted', 'use an address that begins with https://'],
  'webhook-private': ['leads into a closed network', 'use a public address, or have SALA_WEBHOOKS_PRIVATE set to true'],
  'text-empty': ['must not be empty', 'fill it in'],
  'text-no-letter': ['has no letter or digit', 'write it in words'],
  'text-long': ({ text }) => [`is too long: at most ${text('max')} characters`, 'shorten it'],
  'text-direction': ['holds hidden characters that turn the direction of reading', 'type it instead of pasting it'],
  'text-unreadable': ['holds characters that nobody can read', 'type it instead of pasting it'],
  'text-marks': ['heaps too many marks on one letter', 'type it again'],
  'phone-form': ['is not a telephone number', 'write it like 0 2141 7000 ext 123'],
  'phone-digits': ['has too few digits for a telephone number', 'give the whole number, or leave it blank'],

  'year-unclear': ({ text, number }) => {
    const [gregorian, buddhist] = readingsOf(number('year'));
    return [
      `has the year ${text('year')}, which can't be meant: as a Buddhist year it is ${gregorian} CE, as a Gregorian one ${buddhist} BE`,
      'write a Gregorian year from 1900 to 2200, or a Buddhist one from 2443 to 2743',
    ];
  },
  'no-such-day': ({ text }) => [`names a day that no calendar has: ${text('day')}`, 'check its day and month'],
  'day-form': ['is not a day', 'write it like 2016-11-18 or 2559-11-18'],
  'written-day-form': ['is not a day', 'write it like 18/11/2016'],
  'instant-form': ['is not a day and time', 'write it like 2016-11-18T09:30+07:00'],
  'instant-zone': ['does not say its offset from UTC, or one that no clock has', 'add it, such as +07:00 for Thailand'],
  'hour-24': ['has an hour after 23', 'midnight is 00:00 of the next day'],
  'second-60': ['has a second after 59', 'use a second from 00 to 59'],
  'clock-form': ({ text }) => [`is not a time from 00:00 to ${text('last')}`, 'write it like 09:00'],

  'e-mail-form': ['is not an e-mail address', 'write it like saraban@office.example'],
  'e-mail-no-at': ['is not an e-mail address', 'give one with an @, like saraban@office.example'],
  'e-mail-two-ats': ['has more than one @', 'give one address only'],
  'e-mail-no-dot': ['is not an e-mail address', 'what stands after the @ needs a dot, such as office.example'],
  'e-mail-domain': ['is not an e-mail address', 'check what stands after the @, such as office.example'],
  'e-mail-space': ['has a space in it', 'take the space out'],
  'e-mail-comma': ['has a comma or semicolon in it', 'use a dot, or give one address only'],
  'e-mail-dots': ['has a dot at an end or two in a row', 'take that dot out'],
  'e-mail-wide-at': ['has a full-width ＠', 'type a plain @'],
  'e-mail-alone': ['holds more than the address', 'give the address alone, like saraban@office.example'],
  'e-mail-quoted': ['has quotation marks in it', 'take the quotation marks out'],
  'e-mail-thai-digits': ['has Thai digits in it', 'use the digits 0 to 9'],
  'e-mail-long': ['is too long for an e-mail address', 'check the address'],

  'id-form': [
    'holds other characters than lower-case letters, digits and single hyphens',
    'write it like egov-readiness-2559',
  ],
  'zone-unknown': ['is not a known time zone', 'write it like Asia/Bangkok'],
  'province-form': ['is not a code of a province', 'write it like TH-50'],
  'dial-h323': [
    'is no address that an H.323 system dials',
    'write it like 203.0.113.10, 203.0.113.10##1234, hall@gk.example, or a number of digits alone',
  ],
  'dial-sip': ['is no SIP address', 'write it like sip:hall@vc.example'],
  'dial-web': [
    'is no web link that can be opened by everybody',
    'copy the whole link, which begins with https:// and has no password in it',
  ],
  'link-form': ['is not a reply link', 'copy the whole link from the mail'],
  'must-be-after': (values) => [`must be after ${other(values)}`],
  'must-be-before': (values) => [`must be before ${other(values)}`],
  'must-not-be-before': (values) => [`must not be before ${other(values)}`],
  'mail-of-no-use': ['is no time for a mail of this kind'],
  'named-twice': ['names one thing twice', 'leave one of them out'],
  'nobody-invited': ['names nobody to invite', 'choose at least one class of offices'],
  'nobody-named': ['names nobody who will attend', 'name at least one person who will attend'],
  'over-quota': ({ text }) => [`are more than ${text('most')}, which is what one office may send`, 'name fewer people'],
  'not-asked': ['is not asked by this meeting, or not with this answer', 'leave it empty'],
  'question-unknown': [
    'names a question or option that is not asked before it',
    'choose one of the questions before it',
  ],
  'two-heads': ['are named as heads of one delegation', 'name one person alone as its head'],
  'head-missing': ['is not said of anybody', 'name one of those who come as the head of the delegation'],
  'reason-of-change': [
    'is missing, though this answer takes the place of one that the office itself sent by the web',
    'say why the answer is changed',
  ],
  'number-form': ['is not a number', 'for example 12 or 1.5'],
  'somebody-named': ['must be empty when the office declines', 'take the names out, or choose another answer'],
  'password-short': ['is too short', 'use 12 characters or more'],
  'password-long': ['is too long', 'use at most 512 bytes, about 170 Thai letters'],
  'province-needed': ['is missing: a focal point answers for one province', 'name the province'],

  'in-past': ['is over already', 'enter a time that is still to come'],
  'in-future': ['is in the future', 'enter when it arrived, not later than now'],
  'after-start': (values) => ['is after the meeting begins', `enter a time until ${moment(values)}`],
  'before-announced': (values) => ['is before the meeting was announced', `enter a time from ${moment(values)} on`],
  'id-taken': ['is taken by a meeting with other details', 'choose another id'],
  'not-later': (values) => ['is not later than the present one', `name a time after ${moment(values)}`],
  'not-before-start': (values) => ['is not before the meeting starts', `name a time before ${moment(values)}`],
  'passed-already': ['has passed already', 'name a time that is still to come'],
  'past-or-era': [
    'lies in the past',
    'name a time that is still to come, and check the year: one of the Buddhist era is 543 years ahead of the Gregorian one',
  ],
  'years-ahead': [
    'lies more than three years ahead',
    'check the year: one of the Buddhist era is 543 years ahead of the Gregorian one',
  ],
  'meeting-too-long': ['lies more than seven days after the start', 'check day, month and year of the end'],
  'no-slot': ['is no slot that can still be booked', 'choose a start of the check calendar'],
  'between-thresholds': ({ text }) => [
    `${text('value')} lies between good (up to ${text('green')}) and bad (above ${text('red')})`,
    'measure three more times, 20 seconds each, and enter the mean; if it stays between, enter the check as aborted with a note',
  ],
  'dossier-site-unknown': [
    'names no site, or one of a province that is not yours',
    'look the id up in a file that Sala handed out',
  ],
  'must-be-above': (values) => [`must be above ${other(values)}`],
  'at-most-other': (values) => [`must not be more than ${other(values)}`],
  'samples-few': ({ text, number }) => [
    'do not settle it yet',
    `measure ${text('more')} more ${number('more') === 1 ? 'window' : 'windows'} of 20 seconds and add ${number('more') === 1 ? 'it' : 'them'}`,
  ],
  'samples-stay-between': [
    'stay between good and bad, however many there are',
    'enter the check as aborted with a note, or have the link mended and measure again',
  ],
  'measure-missing': ['is missing', 'enter it, or say that the check was aborted or that nobody was there'],
  'abort-unexplained': ['is missing', 'say what stopped the check'],
  'evidence-of-nobody': ['is given although nobody was there', 'leave it out, or say that the check was aborted'],
  'window-backwards': ({ text }) => [
    `is ${text('to')}, which is not after ${text('from')} on the same day`,
    'end the window after it begins; 24:00 is the end of the day, and hours across midnight are two windows, such as 22:00–24:00 and 00:00–02:00',
  ],
  'window-too-short': ({ text }) => [
    `leaves ${text('from')}–${text('to')}, which is shorter than one check of ${text('minutes')} minutes`,
    'lengthen the window, or shorten the checks',
  ],
  'calendar-too-long': ({ text }) => [
    `makes the calendar ${text('days')} days long, more than ${text('most')}`,
    'check the years of both days (Buddhist or Gregorian), and name the few weeks before the meeting',
  ],
  'closed-day-far': ({ text }) => [
    `${text('day')} lies more than a year away from the calendar`,
    'check its year (Buddhist or Gregorian), or leave it out',
  ],
  'calendar-after-meeting': (values) => [
    'is after the day of the meeting',
    `the meeting starts ${moment(values)}: name a day up to then`,
  ],
  'calendar-before-meeting': (values) => [
    'is more than a year before the meeting',
    `the meeting starts ${moment(values)}: name the weeks before it`,
  ],
  'slots-too-many': ({ text }) => [
    `makes more than ${text('most')} slots`,
    'name fewer days or hours, or longer checks',
  ],
  'slots-none': ['close every day of the calendar, so that no slot is left', 'leave at least one day open'],
  'address-taken': ['has an account already', 'use another address'],
  'last-administrator': ['is the last active administrator', 'make somebody else an administrator first'],
  'password-wrong': ['is not right', 'type the password that you sign in with'],
  'password-few-characters': ({ text }) => [
    `has fewer than ${text('least')} different characters`,
    'use several words that do not belong together',
  ],
  'password-repeats': ['repeats itself', 'use several words that do not belong together'],
  'password-of-person': ['is made of the address or the name', 'use several words that do not belong together'],
  'password-row': ['is a row of keys or letters', 'use several words that do not belong together'],
  'password-common': ['is made of words that are tried first', 'use several words that do not belong together'],
  'reply-code-form': ['is no reply code', 'type the ten letters and digits as they stand on the letter'],
  'listed-already': ({ text }) => [`is the same as in entry ${text('entry')}`, 'leave one of them out'],
  'site-unknown': ({ text }) => [
    `names ${text('id')}, which is not enrolled`,
    'enrol the site first, or correct its id',
  ],
  'province-differs': ({ text }) => [
    `is ${text('own')}, its site lies in ${text('site')}`,
    'correct the province or the site',
  ],
  'cell-error': ({ text }) => [`holds the error ${text('text')}`, 'mend the formula, or type the value into the cell'],
  'cell-formula': [
    'is a formula whose result the file does not hold',
    'open the file in a spreadsheet program and save it anew, or type the value into the cell',
  ],
  'free-mail': ({ text }) => [
    `is an address at a free mail service (${text('domain')})`,
    'it is taken; an address of the office itself is better',
  ],
  'province-not-known': ({ text }) => [
    `names no province: ${text('text')}`,
    'write the name or the code of a province',
  ],
  'province-unlike-name': ({ text }) => [
    `is another province than the one that the name of the office ends with, ${text('en')}`,
    'check that it is the right one',
  ],
  'class-missing': ['says no class of the office', 'choose one for the whole file, or add a column with the class'],
  'row-repeated': ({ text }) => [`stands in the file already, at ${text('at')}`, 'remove one of the two rows'],
  'address-repeated': ({ text }) => [
    `is the address at ${text('at')}, too`,
    'it is taken; check that both are to get their mails there',
  ],
  'code-of-another': ({ text }) => [`is the code of ${text('name')}`, 'correct the code'],
  'code-repeated': ({ text }) => [
    `stands in the file already, at ${text('at')}`,
    'correct the code of one of the two rows',
  ],
  'code-zeros': ({ text }) => [
    `differs from ${text('code')}, the code of ${text('name')} in the directory, by zeros at its start only`,
    'Excel takes these away: format the column as text, and type the codes in full',
  ],
  'cell-date': ({ text }) => [
    `is a date (${text('text')}), which a spreadsheet program may have made of what was typed`,
    'format the cell as text, and type it again',
  ],
  'aliases-too-many': ({ text }) => [
    `has more than ${text('most')} names, of which these are kept`,
    'choose those that are used',
  ],
  'merged-into': ({ text }) => [`was merged into ${text('name')}`, 'use that office'],
  'nothing-to-confirm': ['is for a change of time or place only', 'leave it out'],
  'merged-with-itself': ['is the same office', 'choose another one'],
  'office-unknown': ({ text }) => [`there is no office ${text('id')}`, 'choose another one'],
  'office-unclear': ({ text }) => [
    `may be several offices of one name, ${text('name')} among them`,
    'add the code of the office to say which one it is',
  ],
  'class-of-office-differs': ({ text }) => [
    `is of the class ${text('is')} in the directory`,
    'correct the class in the file, or the office in the directory first',
  ],
  'province-of-office-differs': ({ text }) => [
    `lies in ${text('is')} in the directory`,
    'correct the province in the file, or the office in the directory first',
  ],
  'names-too-many': ({ text }) => [
    `is one of more than ${text('most')} names that nobody knows`,
    'check that it is the right column',
  ],

  'placeholder-unknown': ({ text }) => [
    `has {{${text('name')}}}, which is not known here`,
    text('near') === ''
      ? `use one of: ${text('known')}`
      : `is {{${text('near')}}} meant? Otherwise use one of: ${text('known')}`,
  ],
  'placeholder-not-alone': ({ text }) => [
    `has {{${text('name')}}} in the midst of words`,
    'put it in a paragraph of its own in the text, with an empty line before and after',
  ],
  'placeholder-open': ['has a {{ or }} without its other', 'write {{name}}, or take the braces out'],
  'placeholder-missing': ({ text }) => [
    `lacks ${text('names')}`,
    'every recipient has to get this: put it in a paragraph of its own where it should stand',
  ],
  'link-not-web': ({ text }) => [
    `has the link ${text('link')}, which cannot be used`,
    'give a whole web address that begins with https:// or http:// and has nothing to be filled in; for the office’s own link put {{reply link}}',
  ],
} satisfies Dictionary['problems'];
