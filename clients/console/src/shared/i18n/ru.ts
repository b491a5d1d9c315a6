import { desk } from './ru.desk';
import { files } from './ru.files';
import { house } from './ru.house';
import { shift } from './ru.shift';
import { talk } from './ru.talk';

export const ru = { ...house, ...talk, ...desk, ...shift, ...files } as const;
