import type { Catalog } from './translate';

/** Words about files of messages. */
export const files = {
  'list.files': { one: '{count} file', other: '{count} files' },
  'files.attach': 'Attach a file',
  'files.chosen': 'Files to send',
  'files.drop': 'Drop files here',
  'files.tooMany': {
    one: 'At most {count} file goes with one message.',
    other: 'At most {count} files go with one message.',
  },
  'files.waiting': 'waiting',
  'files.sending': 'uploading',
  'files.examining': 'being checked',
  'files.ready': 'ready',
  'files.again': 'Try {name} again',
  'files.remove': 'Remove {name}',
  'files.voice': 'Voice message',
  'files.play': 'Play',
  'files.pause': 'Pause',
  'files.position': 'Position',
  'files.cannotPlay': 'This browser cannot play it.',
  'files.nth': '{number} of {count}',
  'files.previous': 'Previous picture',
  'files.next': 'Next picture',
  'files.zoomIn': 'Zoom in',
  'files.zoomOut': 'Zoom out',
  'files.download': 'Download',
} as const satisfies Catalog;
