import { ActionIcon, Button } from '@mantine/core';
import { useServerNow } from '../../../shared/client';
import { IconTrash } from '../../../shared/icons';
import { AddLine } from '../form/AddLine';
import { useWords } from '../words';
import styles from './Departments.module.css';
import { dateTitle } from './days';
import { withDate, withoutDates } from './hours';
import { IntervalsField } from './IntervalsField';
import type { FullHours, PartProps } from './model';
import { todayIn } from './opening';
import { faultOn } from './places';

type Props = Pick<PartProps, 'fault'> & {
  readonly hours: FullHours;
  readonly onHours: (hours: FullHours) => void;
};

/** Holidays and short days; those that have passed are folded away. */
export function DatesField({ hours, onHours, fault }: Props) {
  const { t } = useWords();
  const today = todayIn(hours.zone, useServerNow());
  const dates = Object.keys(hours.days);
  const passed = dates.filter((date) => date < today);
  const ahead = dates.filter((date) => date >= today);
  const add = (date: string) => {
    if (/^\d{4}-\d\d-\d\d$/.test(date) && !dates.includes(date)) onHours(withDate(hours, date, []));
  };
  const list = (shown: readonly string[]) => (
    <ul className={styles.week}>
      {shown.map((date) => (
        <DateLine key={date} date={date} hours={hours} onHours={onHours} fault={fault} />
      ))}
    </ul>
  );
  return (
    <section className={styles.block} aria-labelledby="dates-title">
      <h4 id="dates-title">{t('hours.dates')}</h4>
      <p className={styles.hint}>{t('hours.datesHint')}</p>
      {passed.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('hours.passed', { count: passed.length })}</summary>
          {list(passed)}
          <Button variant="default" size="compact-md" onClick={() => onHours(withoutDates(hours, passed))}>
            {t('hours.removePassed')}
          </Button>
        </details>
      )}
      {ahead.length > 0 && list(ahead)}
      <AddLine type="date" label={t('hours.date')} button={t('hours.addDate')} onAdd={add} />
    </section>
  );
}

function DateLine({ date, hours, onHours, fault }: Props & { readonly date: string }) {
  const { t, language } = useWords();
  const title = dateTitle(date, language);
  return (
    <li>
      <span className={styles.day}>{title}</span>
      <IntervalsField
        label={title}
        value={hours.days[date] ?? []}
        onValue={(intervals) => onHours(withDate(hours, date, intervals))}
        error={faultOn(fault, 'hours', date)}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        className={styles.last ?? ''}
        aria-label={t('form.remove', { name: title })}
        onClick={() => onHours(withDate(hours, date, null))}
      >
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </li>
  );
}
