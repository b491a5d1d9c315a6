import { desk } from './en.desk';
import { files } from './en.files';
import { house } from './en.house';
import { shift } from './en.shift';
import { talk } from './en.talk';

/** Every word of the console in English: the list of keys that the other languages must match. */
export const en = { ...house, ...talk, ...desk, ...shift, ...files } as const;
