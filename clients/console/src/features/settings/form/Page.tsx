import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { IconArrowLeft, IconPlus } from '../../../shared/icons';
import { addressOf, follow, type Route } from '../../../shared/route';
import { usePhone } from '../../../shared/usePhone';
import styles from './Page.module.css';

export const placeOf = (section: string, item: string | null): Partial<Route> => ({
  view: 'settings',
  section,
  item,
});

interface ListHeadProps {
  readonly section: string;
  readonly title: string;
  readonly lead: string;
  readonly add: string;
}

/** Above a list: what it holds, and the way to one more. */
export function ListHead({ section, title, lead, add }: ListHeadProps) {
  const to = placeOf(section, 'new');
  return (
    <>
      <div className={styles.head}>
        <h2 id="settings-title" className={styles.title}>
          {title}
        </h2>
        <Button
          component="a"
          href={addressOf(to)}
          onClick={(event) => follow(event, to)}
          leftSection={<IconPlus size={18} aria-hidden />}
        >
          {add}
        </Button>
      </div>
      <p className={styles.lead}>{lead}</p>
    </>
  );
}

/** From one thing to all of them; on a phone the settings have a way back of their own. */
export function BackTo({ section, children }: { section: string; children: ReactNode }) {
  const to = placeOf(section, null);
  if (usePhone()) return null;
  return (
    <a className={styles.back} href={addressOf(to)} onClick={(event) => follow(event, to)}>
      <IconArrowLeft size={18} aria-hidden />
      {children}
    </a>
  );
}

/** Some fields that belong together. */
export function Card({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} className={styles.card} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{title}</h3>
      {children}
    </section>
  );
}
