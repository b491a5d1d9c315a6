export { createClient } from './client';
export { isRefusedError } from './problems';
export { apply, applyConversations, applyPage, emptyModel, isGap } from './reducer';
export type * from './types';
export { hasEarlier, isUnderway, latestConversation, rows, unread } from './views';
