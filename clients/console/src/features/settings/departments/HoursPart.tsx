import { Button, Radio } from '@mantine/core';
import { useServerNow } from '../../../shared/client';
import { IconCopy } from '../../../shared/icons';
import { useWords } from '../words';
import { DatesField } from './DatesField';
import styles from './Departments.module.css';
import { dayTitle, wallTitle } from './days';
import { byWeek, copied, DAYS, WORKDAYS, withDay } from './hours';
import { IntervalsField } from './IntervalsField';
import type { FullHours, PartProps } from './model';
import { openingAt, todayIn } from './opening';
import { faultOn } from './places';
import { ZoneField } from './ZoneField';

/** When the department is open: its zone, the week, and the dates that differ. */
export function HoursPart({ values, set, fault }: PartProps) {
  const { t } = useWords();
  const { hours } = values;
  const change = (changed: FullHours) => set({ hours: changed });
  return (
    <>
      <Preview hours={hours} />
      <ZoneField
        value={hours.zone}
        onValue={(zone) => change({ ...hours, zone })}
        error={faultOn(fault, 'hours', 'zone')}
      />
      <Radio.Group
        label={t('hours.when')}
        value={hours.always ? 'always' : 'week'}
        onChange={(when) => change(when === 'always' ? { ...hours, always: true } : byWeek(hours))}
      >
        <div className={styles.choices}>
          <Radio value="always" label={t('hours.always')} />
          <Radio value="week" label={t('hours.byWeek')} />
        </div>
      </Radio.Group>
      {!hours.always && <Week hours={hours} change={change} fault={fault} />}
      <DatesField hours={hours} onHours={change} fault={fault} />
      {faultOn(fault, 'hours') && <p className={styles.problem}>{faultOn(fault, 'hours')}</p>}
    </>
  );
}

type WeekProps = Pick<PartProps, 'fault'> & {
  readonly hours: FullHours;
  readonly change: (hours: FullHours) => void;
};

function Week({ hours, change, fault }: WeekProps) {
  const { t, language } = useWords();
  return (
    <div>
      <p className={styles.hint}>{t('hours.weekHint')}</p>
      <ul className={styles.week}>
        {DAYS.map((day) => (
          <li key={day}>
            <span className={styles.day}>{dayTitle(day, language)}</span>
            <IntervalsField
              label={dayTitle(day, language)}
              value={hours.week[day] ?? []}
              onValue={(intervals) => change(withDay(hours, day, intervals))}
              error={faultOn(fault, 'hours', day)}
            />
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button
          variant="default"
          size="compact-md"
          leftSection={<IconCopy size={18} aria-hidden />}
          onClick={() => change(copied(hours, 'mon', WORKDAYS))}
        >
          {t('hours.copyWorkdays')}
        </Button>
        <Button variant="default" size="compact-md" onClick={() => change(copied(hours, 'mon', DAYS))}>
          {t('hours.copyAll')}
        </Button>
      </div>
    </div>
  );
}

/** What the hours as they are typed would mean at this moment. */
function Preview({ hours }: { hours: FullHours }) {
  const { t, language } = useWords();
  const now = useServerNow();
  const opening = openingAt(hours, now);
  if (!opening) return null;
  const { isOpen, next } = opening;
  const time = next && wallTitle(next, todayIn(hours.zone, now), language);
  const words = isOpen
    ? time
      ? t('hours.openUntil', { time })
      : t('hours.openAlways')
    : time
      ? t('hours.opens', { time })
      : t('hours.never');
  return (
    <p className={styles.preview} data-open={isOpen || undefined} role="status">
      {words}
    </p>
  );
}
