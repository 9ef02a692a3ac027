import { aggregate } from './aggregate.js';
import {
  collStats,
  create,
  dbStats,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './catalogue.js';
import { type Command } from './command.js';
import { count } from './count.js';
import { getMore, killCursors } from './cursors.js';
import { deleteCommand } from './delete.js';
import { distinct } from './distinct.js';
import { explain } from './explain.js';
import { findAndModify } from './find-and-modify.js';
import { find } from './find.js';
import {
  authentication,
  buildInfo,
  connectionStatus,
  getCmdLineOpts,
  getLog,
  getParameter,
  hello,
  hostInfo,
  legacyHello,
  logout,
  ping,
  refreshSessions,
  replSetGetStatus,
  serverStatus,
  whatsmyuri,
} from './handshake.js';
import { collMod, createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { currentOp, endSessions, killOp, killSessions } from './operations.js';
import { update } from './update.js';
import { validate } from './validate.js';

export const COMMANDS: readonly Command[] = [
  currentOp,
  killOp,
  validate,
  hello,
  legacyHello,
  ping,
  buildInfo,
  connectionStatus,
  endSessions,
  refreshSessions,
  killSessions,
  ...authentication,
  logout,
  replSetGetStatus,
  whatsmyuri,
  getParameter,
  getLog,
  getCmdLineOpts,
  hostInfo,
  serverStatus,
  insert,
  find,
  getMore,
  killCursors,
  update,
  deleteCommand,
  findAndModify,
  aggregate,
  count,
  distinct,
  explain,
  listDatabases,
  listCollections,
  create,
  drop,
  dropDatabase,
  renameCollection,
  collMod,
  collStats,
  dbStats,
  createIndexes,
  listIndexes,
  dropIndexes,
];
