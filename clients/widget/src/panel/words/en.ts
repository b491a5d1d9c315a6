import type { NoticeParams } from '@besedka/protocol';
import { counted, type NoticeLook, roundWait, type Words } from './type';

const messages = { one: 'message', other: 'messages' };
const characters = { one: 'character', other: 'characters' };
const spans = { minute: { one: 'minute', other: 'minutes' }, hour: { one: 'hour', other: 'hours' } };
const ORDINALS = ['second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];
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
  tomorrow: 'tomorrow',
  close: 'Close',
  at: (day, time, zone) => {
    const when = day === null ? 'today' : day === en.tomorrow ? day : `on ${day}`;
    return `${when} at ${time} (${zone})`;
  },
  closedNow: 'We are closed now.',
  opens: (when) => `We open ${when}.`,
  statusClosedNow: 'Closed now',
  about: 'What is it about?',
  stillHere: 'I am still here',
  rating: {
    title: 'Rate the operator',
    recommend: 'Would you recommend us?',
    fiveEnds: ['Very bad', 'Excellent'],
    tenEnds: ['Not at all', 'Very likely'],
    comment: 'Comment',
    send: 'Send rating',
    skip: 'Skip',
    choose: 'Choose a number, or skip the rating.',
    refused: (code) =>
      code === 'rating_over' ? 'The time for this rating is over.' : `The rating was not accepted (${code}).`,
    thanks: 'Thank you for your rating',
    untilThen: (when) => `You can change it until ${when}.`,
    asked: 'How was this conversation?',
    skipped: 'Rating skipped',
    givenFive: (points) => `Your rating: ${points} of 5`,
    givenTen: (points) => `Would recommend us: ${points} of 10`,
    rate: 'Rate',
    change: 'Change my rating',
  },
  letter: {
    title: 'Leave a message',
    name: 'Name',
    email: 'E-mail',
    phone: 'Phone',
    text: 'Message',
    send: 'Send',
    sending: 'Sending',
    back: 'Back',
    answerByMail: 'Leave a message: the answer will come by e-mail, and will be here, in this chat.',
    answerHere: 'Leave a message: the answer will be here, in this chat.',
    leftByMail: 'We have your message. The answer will come by e-mail, and will be here, in this chat.',
    leftHere: 'We have your message. The answer will be here, in this chat.',
    faults: {
      no_address: 'Leave an e-mail or a phone number, so that the answer finds you.',
      bad_email: 'This is not a whole e-mail address.',
      bad_phone: 'This is not a whole phone number.',
      empty_text: 'Write your message.',
      text_too_long: 'It is too long: shorten it.',
      bad_name: 'This name is too long.',
      no_mail: 'E-mails are not sent here at the moment.',
      no_consent: 'We need your consent to answer.',
    },
    faultOther: (code) => `The server did not accept it (${code}).`,
  },
  line: {
    place: (place, waitMs) => `${placeOf(place)}${waitOf(waitMs)}`,
    busy: 'All operators are busy now.',
    wait: 'Wait here',
    mail: 'Tell me by e-mail',
    mailMe: 'Tell me',
  },
  notice: (code, params, look) => {
    const { operator_name: name, by } = params;
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
      case 'silence_warning':
        return `Nothing has been written for a while. The conversation will end ${end(params, look)}`;
      case 'still_here':
        return 'Good. The conversation goes on';
      case 'promised':
        return promised(params, look);
      case 'transferred': {
        const department = look.department(params.department_id ?? '');
        return `Your conversation was passed on to ${department ?? 'colleagues'}`;
      }
      case 'left_in_writing':
        return 'Your message is with us. We will answer in writing';
      case 'mail_wanted':
        return 'We will tell you of the answer by e-mail';
      case 'mail_stopped':
        return 'We will send you no more e-mails about this conversation';
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

function end({ closes_at }: NoticeParams, look: NoticeLook): string {
  return closes_at === undefined ? 'soon' : `at ${look.time(closes_at)}`;
}

function promised({ operator_name, due_at, outcome }: NoticeParams, look: NoticeLook): string | null {
  if (due_at === undefined) return null;
  const by = look.time(due_at);
  if (outcome === 'kept') return `The promise to answer by ${by} was kept`;
  if (outcome === 'broken') return `The answer promised by ${by} is late. We are sorry`;
  if (outcome === 'withdrawn') return `The promise to answer by ${by} was taken back`;
  return operator_name ? `${operator_name} promised an answer by ${by}` : `An answer is promised by ${by}`;
}

function placeOf(place: number): string {
  if (place <= 1) return 'You are next';
  return `You are ${ORDINALS[place - 2] ?? `number ${place} in the line`}`;
}

function waitOf(waitMs: number | null): string {
  if (waitMs === null) return '. We cannot say yet how long it will take';
  if (waitMs < 60_000) return ', less than a minute';
  const { unit, count: n } = roundWait(waitMs);
  return `, about ${count(n, spans[unit])}`;
}
