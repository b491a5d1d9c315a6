import { isRefusedError } from '@besedka/sdk';
import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { useToast } from '../../shared/Toasts';
import styles from './Bulk.module.css';
import { type BulkForm, BulkForms } from './BulkForms';
import { BulkProgress } from './BulkProgress';
import { allOf, change, stopSelecting, useSelection } from './selection';
import { useBulkWork } from './useBulkWork';
import { type BulkAction, type BulkFilter, chosenBy } from './work';

const FORMS: readonly BulkForm[] = ['transfer', 'tag', 'topic', 'answer', 'close'];

interface Props {
  /** The ids of the list as it is drawn. */
  readonly shown: readonly string[];
  /** How the server finds the same list; null: it cannot. */
  readonly filter: BulkFilter | null;
}

/** Under the list while rows are being marked: how many, and what to do with all of them. */
export function BulkBar({ shown, filter }: Props) {
  const { t, refusal } = useI18n();
  const tell = useToast();
  const selection = useSelection();
  const work = useBulkWork();
  const [form, setForm] = useState<BulkForm | null>(null);
  const ids = [...selection.ids];
  const begin = (action: BulkAction) => {
    setForm(null);
    work.begin(chosenBy(selection, filter), action).then(stopSelecting, (error) => {
      if (isRefusedError(error)) tell({ text: refusal(error.problem), isError: true });
    });
  };
  if (work.underway) return <BulkProgress work={work} />;
  if (!selection.isOn) return null;
  return (
    <section className={styles.bar} aria-label={t('bulk.title')}>
      <p className={styles.count}>{t('bulk.count', { count: ids.length })}</p>
      <Button size="compact-sm" variant="subtle" onClick={() => change((held) => allOf(held, shown))}>
        {t('bulk.all', { count: shown.length })}
      </Button>
      <Menu
        position="top-end"
        withInitialFocusPlaceholder={false}
        menuItemTabIndex={0}
        withinPortal
        returnFocus
      >
        <Menu.Target>
          <Button size="compact-md" disabled={ids.length === 0}>
            {t('bulk.act')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {FORMS.map((each) => (
            <Menu.Item key={each} onClick={() => setForm(each)}>
              {t(`bulk.act.${each}`)}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => begin({ type: 'park' })}>{t('bulk.act.park')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <BulkForms ids={ids} form={form} onBegin={begin} onHide={() => setForm(null)} />
    </section>
  );
}
