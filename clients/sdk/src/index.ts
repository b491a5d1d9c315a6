export { createClient } from './client';
export { uuid7 } from './ids';
export { isRefusedError } from './problems';
export { apply, applyConversations, applyPage, emptyModel, isGap } from './reducer';
export type * from './types';
export {
  conversationsInOrder,
  hasEarlier,
  isUnderway,
  latestConversation,
  rows,
  unread,
  visitorRows,
} from './views';
