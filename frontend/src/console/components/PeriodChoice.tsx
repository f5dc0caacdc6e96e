import { periods, usePeriod } from '../lib/period';
import { Choice } from './Field';

/** PeriodChoice chooses the period of a page. The URL contains the choice. */
export function PeriodChoice() {
  const { days, setDays } = usePeriod();
  return (
    <Choice label="Period" value={days} onChange={(e) => setDays(e.target.value)}>
      {periods.map((period) => (
        <option key={period.days} value={period.days}>
          Last {period.name}
        </option>
      ))}
    </Choice>
  );
}
