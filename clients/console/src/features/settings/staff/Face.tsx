import type { StaffMember } from '@besedka/protocol';
import { initials } from '../../session/initials';
import styles from './Face.module.css';
import { photoAddress } from './useStaff';

interface Props {
  readonly person: Pick<StaffMember, 'name' | 'photo'>;
  readonly isLarge?: boolean;
}

/** The photo, or initials where there is none. The name stands beside it. */
export function Face({ person, isLarge = false }: Props) {
  const size = isLarge ? 96 : 36;
  const large = isLarge || undefined;
  if (person.photo)
    return (
      <img
        className={styles.face}
        data-large={large}
        src={photoAddress(person.photo)}
        width={size}
        height={size}
        alt=""
      />
    );
  return <span className={styles.face} data-large={large} data-initials={initials(person.name)} />;
}
