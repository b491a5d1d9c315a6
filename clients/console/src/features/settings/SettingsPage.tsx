import { type RefObject, useEffect, useRef } from 'react';
import { Blank } from '../../shared/Blank';
import { useMe } from '../../shared/client';
import { IconArrowLeft } from '../../shared/icons';
import { addressOf, follow, type Route } from '../../shared/route';
import { usePhone } from '../../shared/usePhone';
import { isAdmin } from '../handling/may';
import styles from './Settings.module.css';
import { SECTIONS } from './sections';
import { useWords } from './words';

/** How everything is arranged: the list of pages, and the one that the address names. On a phone one or the other. */
export default function SettingsPage({ section, item }: Pick<Route, 'section' | 'item'>) {
  const { t } = useWords();
  const me = useMe();
  const isPhone = usePhone();
  const named = SECTIONS.find(({ name }) => name === section);
  const shown = named ?? (isPhone ? undefined : SECTIONS[0]);
  const place = `${shown?.name}/${item}`;
  const page = useFocusOnward(place);
  if (me && !isAdmin(me))
    return <Blank title={t('settings.adminsOnly')} hint={t('settings.adminsOnlyHint')} />;
  return (
    <div className={styles.settings}>
      {!(isPhone && shown) && <SectionList current={shown?.name} />}
      {shown && (
        <section
          key={place}
          ref={page}
          tabIndex={-1}
          className={styles.page}
          aria-labelledby="settings-title"
        >
          {isPhone && <BackLink isItem={item !== null} section={shown.name} />}
          <shown.Page item={item} />
        </section>
      )}
    </div>
  );
}

/** The link that led on may be gone: who uses keys goes on in the new page, not at the top of everything. */
function useFocusOnward(place: string): RefObject<HTMLElement | null> {
  const page = useRef<HTMLElement>(null);
  const last = useRef(place);
  useEffect(() => {
    if (last.current !== place && document.activeElement === document.body)
      page.current?.focus({ preventScroll: true });
    last.current = place;
  }, [place]);
  return page;
}

function SectionList({ current }: { current: string | undefined }) {
  const { t } = useWords();
  return (
    <nav className={styles.sections} aria-label={t('settings.sections')}>
      <h2 className={styles.heading}>{t('settings.title')}</h2>
      <ul>
        {SECTIONS.map(({ name, Icon }) => (
          <li key={name}>
            <a
              href={addressOf({ view: 'settings', section: name, item: null })}
              onClick={(event) => follow(event, { view: 'settings', section: name, item: null })}
              aria-current={name === current ? 'page' : undefined}
            >
              <Icon size={20} aria-hidden />
              {t(`section.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function BackLink({ isItem, section }: { isItem: boolean; section: string }) {
  const { t } = useWords();
  const to = { view: 'settings', section: isItem ? section : null, item: null } as const;
  return (
    <a className={styles.back} href={addressOf(to)} onClick={(event) => follow(event, to)}>
      <IconArrowLeft size={20} aria-hidden />
      {t('settings.back')}
    </a>
  );
}
