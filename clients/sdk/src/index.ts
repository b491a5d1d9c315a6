export { createClient } from './client';
export type * from './files';
export { uuid7 } from './ids';
export { isRefusedError } from './problems';
export { apply, applyConversations, applyPage, emptyModel, isGap } from './reducer';
export type { IdentitySource } from './signed';
export type * from './types';
export {
  conversationsInOrder,
  hasEarlier,
  isUnderway,
  latestConversation,
  rows,
  unread,
  uploadsIn,
  visitorRows,
} from './views';
