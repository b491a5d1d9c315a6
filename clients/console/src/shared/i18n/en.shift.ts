import type { Catalog } from './translate';

/** Words of the shift check and of the second alarm. */
export const shift = {
  'shift.title': 'Shift check',
  'shift.open': 'Shift check…',
  'shift.online': 'You are online. A sound was played: did you hear it?',
  'shift.ready': 'All is well. Did you hear the sound?',
  'shift.deaf': 'You would not notice a new conversation, so none will come to you.',
  'shift.sound': 'Sound',
  'shift.notifications': 'Notifications on the desktop',
  'shift.socket': 'Connection',
  'shift.clock': 'Clock of this computer',
  'shift.throttled': 'The tab runs at full speed',
  'shift.mark.ok': 'all right',
  'shift.mark.hint': 'worth a look',
  'shift.mark.bad': 'needs a hand',
  'shift.todo.sound':
    'Play the sound. If you hear nothing: is the sound on in the bell menu, in the browser tab, in the system?',
  'shift.todo.notifications':
    'Allow notifications for this page, so that you see news while the tab is hidden.',
  'shift.todo.socket': 'There is no connection. It is tried again all the time.',
  'shift.todo.clock': 'It differs from the server’s by more than a minute. Times here go by the server’s.',
  'shift.todo.throttled': 'The browser slows this tab down. Switch its power saving off for this page.',
  'shift.heard': 'I heard it',
  'shift.notHeard': 'I heard nothing',
  'shift.allow': 'Allow notifications',
  'shift.goOnline': 'Go online',
  'shift.silenced': 'Nothing new comes to you: {problems}',
  'shift.setBy': '{name} set your status: {status}',
  'push.title': 'Second alarm on this device',
  'push.hint':
    'When a conversation waits for you and you do not react, this device is told, even with the console closed.',
  'push.none': 'This browser cannot do that. On an iPhone, add the console to the home screen first.',
  'push.denied': 'The browser forbids it. Allow notifications for this page in its settings.',
  'push.failed': 'It did not work: the browser’s push service could not be reached.',
  'push.on': 'Turn on',
  'push.off': 'Turn off',
} as const satisfies Catalog;
