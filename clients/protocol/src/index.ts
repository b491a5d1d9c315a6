/**
 * The stream protocol, version 1, as types: docs/protocol.md is the contract, this file only repeats it.
 * Times are integer UTC milliseconds, ids and cursors are opaque text. No logic lives here.
 */
export type * from './commands';
export type * from './departments';
export type * from './desk';
export type * from './inboxes';
export type * from './rest';
export type * from './rows';
export type * from './staff';
export type * from './stream';
