import { selfCheckVerdicts } from './self-check-verdicts.js';
import { type SelfCheckWords } from '../dictionary.js';

export const selfCheckWords: SelfCheckWords = {
  title: 'Try your devices and your line',
  skip: 'Skip to the check',
  at: (site, meeting) => `${site} · ${meeting}`,
  intro:
    'This page tries the microphone, the camera and the sound of this site and measures its internet line. It takes about two minutes.',
  before: 'Before you begin',
  prepare: [
    'Use the computer, camera, microphone, loudspeaker and line that will be used at the meeting.',
    'Close other programs that use the camera or the microphone.',
    'Keep this page in front while it runs.',
    'When the browser asks for the microphone and the camera, allow them. No picture and no sound is recorded or leaves this computer.',
  ],
  noScript: 'This check needs JavaScript',
  noScriptHint:
    'JavaScript is off in this browser, or the program of this page could not be loaded. Open the link of your mail in a current Chrome, Edge, Firefox or Safari, or ring the coordinator and try it with the staff at your appointment.',
  closed: 'This meeting needs no more checks',
  back: 'Back to the page of the site',
  unseen: 'What this check cannot see',
  unseenList: [
    'It measures the way from this site to Sala, not the way to the conference system, which may be better or worse.',
    'It does not try the conference equipment of the room, if the room uses another machine.',
    'It does not know whether the room echoes, the picture is dark or people sit outside of it.',
    'It says how things are now; at another time the line may be different.',
  ],
  unseenSo: 'So it is a first look only: the staff still test with the site at its appointment.',
  running: {
    begin: 'Begin',
    again: 'Check again',
    stop: 'Stop',
    print: 'Print the result',
    stopped: 'The check was stopped. Nothing was kept.',
    unsupported:
      'This browser cannot do the check. Use a current Chrome, Edge, Firefox or Safari, and open the link that begins with https.',
    steps: { microphone: 'Microphone', camera: 'Camera', hearing: 'Hear yourself', link: 'Internet line' },
    asking: 'Please allow the microphone and the camera',
    speak: 'Please say a few words',
    level: 'Level',
    look: 'Looking at the camera’s picture',
    listen: 'Playing what you have just said',
    heardAsk: 'Did you hear yourself?',
    yes: 'Yes',
    no: 'No',
    connecting: 'Connecting over UDP',
    sending: 'Measuring the way up, from the site to Sala',
    receiving: 'Measuring the way down, from Sala to the site',
    judging: 'Working out the result',
    secondsLeft: 'about {n} seconds left',
    microphone: {
      heard: 'Heard',
      silent: 'Nothing heard',
      clipping: 'Too loud: it distorts',
      refused: 'Not allowed',
      missing: 'No microphone found, or another program has it',
      skipped: 'Not tried',
    },
    camera: {
      moving: 'A moving picture, {width} × {height}',
      still: 'The picture does not move, or is dark',
      refused: 'Not allowed',
      missing: 'No camera found, or another program has it',
      skipped: 'Not tried',
    },
    hearing: { heard: 'Heard', unheard: 'Not heard', skipped: 'Not tried' },
    link: {
      reached: 'Measured',
      blocked: 'UDP does not get through',
      hung: 'Nothing moved on',
      failed: 'Not measured',
    },
    verdicts: selfCheckVerdicts,
    verdictHints: {
      'pre-check-passed':
        'The devices and the way to Sala work at this moment. The staff will test with you at your appointment.',
      doubtful:
        'Something should be looked at, see below. Mend it and check again, or wait for the test with the staff.',
      'not-passed':
        'Something has to be mended before the test, see below. Mend it and check again, or ring the coordinator.',
    },
    kept: 'The staff can see this result.',
    notKept: 'The result could not be handed to the staff. Please check again.',
    figures: 'What was measured',
    up: 'Up (site → Sala)',
    down: 'Down (Sala → site)',
    measures: {
      loss: 'Lost',
      jitter: 'Jitter',
      reordered: 'Out of order',
      throughput: 'Takes at least',
      roundTrip: 'There and back, usual / slowest 5 %',
    },
    percent: '{n} %',
    ms: '{n} ms',
    packets: '{n} packets',
    kbps: '{n} kbit/s',
    reasons: 'What was found, and what to do',
    reason: {
      'udp-blocked':
        'UDP does not get through this network: ask whoever runs it to let UDP out to Sala. Most conference systems need it, too.',
      'udp-hung':
        'The line hung: so much is lost that nothing moves on. Use a cable instead of wireless, stop what else uses the internet, and check again.',
      lossPercent:
        'Data is lost: use a cable instead of wireless and stop what else uses the internet; if it goes on, have the network’s people look at cables and equipment.',
      roundTripMs:
        'There and back takes long: switch off VPN and what else uses the internet; tell the network’s people if it goes on.',
      jitterMs: 'The delay varies: use a cable instead of wireless, and stop what else uses the line.',
      'few-answers': 'The time there and back could not be measured. Please check again.',
      microphone:
        'Microphone: see that it is plugged in, switched on and the one chosen that will be used, and set its level.',
      camera:
        'Camera: open its cover, plug it in, close other programs that use it, and choose the one that will be used.',
      hearing: 'Loudspeaker: see that the sound is on and the loudspeaker chosen that will be used.',
      hidden:
        'The page was not in front all the time, so the figures may be wrong. Check again and keep the page in front.',
    },
    openUdp: 'To be opened: UDP out to {addresses}, ports {first}–{last}',
    ways: { up: 'Up', down: 'Down' },
    refusedHint:
      'The microphone or the camera was not allowed: press the lock or the camera beside the address, allow it, and check again. The line can be measured without.',
    busy: 'Many sites check at this moment. Please try again in a few minutes.',
    elsewhere: 'A check of this site was begun on another page, so this one has stopped.',
    away: 'Sala cannot be reached. Look at your internet connection and try again.',
  },
};
