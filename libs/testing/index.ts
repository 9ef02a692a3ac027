export { freePort } from '#processes';
export { chromiumArguments, chromiumPath } from './browser.js';
export { eventually, type Patience } from './eventually.js';
export {
  type MailBehaviour,
  type MailDecision,
  type MailMoment,
  type MailScript,
  type MailSink,
  type MailSinkOptions,
  type ReceivedMail,
  startMailSink,
} from './mail-sink.js';
export { type RunningMongo, startMongo } from './mongo.js';
export { type RunningServer, startNats, startRedis, temporaryFolder } from './servers.js';
