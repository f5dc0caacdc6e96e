import { useQuery } from '@tanstack/react-query';
import { FiguresTable } from '../../components/FiguresTable';
import { Loaded } from '../../components/Loaded';
import { Page, Panel } from '../../components/Page';
import { PeriodChoice } from '../../components/PeriodChoice';
import { figuresOptions } from '../../lib/figures';
import { usePeriod } from '../../lib/period';
import { Attention } from './Attention';
import { Live } from './Live';
import { OverTime } from './OverTime';

/** TodayPage shows what each surface earned, what happens now and what needs attention. */
export function TodayPage() {
  const period = usePeriod();
  const figures = useQuery(figuresOptions('list', period));
  return (
    <Page title="Today" intro="What shoppers saw, opened and bought." actions={<PeriodChoice />}>
      <Attention />
      <Panel
        title="By surface"
        intro="Rates are shares of impressions. The ranges are 95% intervals. A change is clear if its range does not contain 0. A point is one percent of the impressions."
      >
        <Loaded query={figures} subject="the figures">
          {({ rows }) => (
            <FiguresTable
              caption="Figures by surface"
              file="figures-by-surface"
              rows={rows}
              empty="No shopper has seen a product in this period."
            />
          )}
        </Loaded>
      </Panel>
      <OverTime from={period.from} to={period.to} />
      <Live />
    </Page>
  );
}
