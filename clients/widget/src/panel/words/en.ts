import { counted, type Words } from './type';

const messages = { one: 'message', other: 'messages' };
const characters = { one: 'character', other: 'characters' };
const count = (n: number, forms: Readonly<Record<string, string>>) => counted('en', n, forms);

export const en: Words = {
  chat: (brand) => (brand ? `Chat with ${brand}` : 'Chat'),
  conversation: 'Conversation',
  message: 'Message',
  placeholder: 'Write a message',
  placeholderClosed: 'Write to continue',
  send: 'Send',
  save: 'Save',
  cancel: 'Cancel',
  end: 'End chat',
  minimise: 'Minimise',
  textSize: 'Text size',
  greeting: 'Hello. How can we help?',
  greetingMore: 'Write your question here. You may leave this page and come back: the conversation stays.',
  statusNew: 'We answer right here',
  statusQueued: 'In the queue',
  statusActive: 'Talking with you',
  statusClosed: 'Conversation ended',
  you: 'You',
  support: 'Support',
  typing: (name) => `${name} is typing`,
  edited: 'edited',
  deleted: 'Message deleted',
  ticks: { waiting: 'Sending', sent: 'Sent', delivered: 'Delivered', read: 'Read', failed: 'Not sent' },
  actions: 'Message actions',
  edit: 'Edit',
  delete: 'Delete',
  retry: 'Retry',
  editing: 'Editing your message',
  failed: (reason) => `Not sent. ${reason}`,
  reasons: {
    text_too_long: 'It is too long: shorten it, or send it in parts.',
    too_large: 'It is too long: shorten it, or send it in parts.',
    expired: 'It was written long ago. Send it now?',
    edit_window_over: 'It can no longer be changed.',
    forbidden: 'This is not possible here.',
  },
  reasonOther: (code) => `The server did not accept it (${code}).`,
  earlier: 'Earlier messages',
  newMessages: 'New messages',
  offline: 'No connection. Reconnecting…',
  offlineWaiting: (n) =>
    n === 1
      ? 'No connection. Your message will go by itself when you are back.'
      : `No connection. ${count(n, messages)} will go by themselves when you are back.`,
  unavailable: (code) => `The chat is not available on this page (${code}).`,
  tooLong: (n) => `Too long by ${count(n, characters)}`,
  left: (n) => `${count(n, characters)} left`,
  today: 'Today',
  yesterday: 'Yesterday',
  notice: (code, { operator_name: name, by }) => {
    switch (code) {
      case 'waiting':
        return 'Please wait, an operator will join shortly';
      case 'assigned':
        return name ? `You are talking with ${name}` : 'An operator has joined';
      case 'reassigned':
        return name ? `You are now talking with ${name}` : 'Another operator has joined';
      case 'closed':
        return closed(by);
      case 'reopened':
        return 'The conversation goes on';
      default:
        return null;
    }
  },
};

function closed(by: string | undefined): string {
  if (by === 'operator') return 'The operator ended the conversation. Write to continue it';
  if (by === 'timeout')
    return 'The conversation ended, as nothing was written for a while. Write to continue it';
  return 'Conversation ended. Write to continue it';
}
