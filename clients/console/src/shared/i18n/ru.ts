import { desk } from './ru.desk';
import { house } from './ru.house';
import { talk } from './ru.talk';

export const ru = { ...house, ...talk, ...desk } as const;
