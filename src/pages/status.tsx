/** The status page: counts over time, recent publishes and pending writes. */

import type { Month, Publish, PublicStatus } from '../publish/public-status.ts';
import { renderPage } from './layout.tsx';
import { Moment } from './moment.tsx';
import { Bars, mostBars } from './bars.tsx';
import { monthsBetween, Plot, type PlotPoint } from './plot.tsx';
import type { View } from './view.ts';

export function statusPage(view: View, status: PublicStatus): string {
  const { site, text } = view;
  return renderPage({
    view,
    sheet: 'status',
    title: text.status,
    description: `${text.status} — ${site.title}`,
    url: `${site.url}/status`,
    unlisted: true,
    children: (
      <>
        <h1>{text.status}</h1>
        <p class="state">{stateOf(status, view)}</p>
        <dl class="facts">
          <Fact name={text.live}>{status.articles.toLocaleString(text.tag)}</Fact>
          <Fact name={text.feeds}>{status.feeds.toLocaleString(text.tag)}</Fact>
          {status.lastPublish && (
            <Fact name={text.lastPublish}>
              <Moment at={Date.parse(status.lastPublish)} toTheMinute view={view} />
            </Fact>
          )}
          {status.hub && (
            <>
              <Fact name={text.subscriptions}>{status.hub.subscriptions.toLocaleString(text.tag)}</Fact>
              <Fact name={text.waitingDeliveries}>{status.hub.waiting || text.none}</Fact>
              <Fact name={text.failingDeliveries}>{status.hub.failing || text.none}</Fact>
              <Fact name={text.givenUpDeliveries}>{status.hub.givenUp || text.none}</Fact>
              {status.hub.medianMs !== undefined && (
                <Fact name={text.medianDelay}>{lasting(status.hub.medianMs, view)}</Fact>
              )}
            </>
          )}
        </dl>
        {status.publishes.length > 0 && <Publishes publishes={status.publishes} view={view} />}
        {status.months.length > 0 && <Plots status={status} view={view} />}
        <p>
          <a href="/status.json">{text.asJson}</a>
        </p>
      </>
    ),
  });
}

/** What waits, and why, in sentences. */
function stateOf({ waiting, failing, waitsFor }: PublicStatus, { text }: View): string {
  if (waiting === 0) return text.allLive;
  const sentences = [
    text.waiting(waiting),
    ...(waitsFor ? [text.waitsFor[waitsFor]] : []),
    ...(failing > 0 && waitsFor !== 'storage' ? [text.failing(failing)] : []),
  ];
  return sentences.join(text.tag === 'en' ? ' ' : '');
}

/** Bars where there are few months: a curve says something of many only. */
function Plots({ status, view: { text } }: { status: PublicStatus; view: View }) {
  const areFew = monthsBetween(status.months) <= mostBars;
  const plots = (['articles', 'feeds'] as const).map((what) =>
    areFew
      ? { label: text[`${what}ByMonth`], plot: Bars, points: status.months.map(pointOf(what)) }
      : { label: text[`${what}OverTime`], plot: Plot, points: summed(status, what) },
  );
  return (
    <div class="plots">
      {plots.map(({ label, plot: Drawing, points }) => (
        <figure>
          <figcaption>{label}</figcaption>
          <Drawing points={points} label={`${label}: ${points.at(-1)?.value}`} />
        </figure>
      ))}
    </div>
  );
}

const pointOf =
  (what: 'articles' | 'feeds') =>
  (entry: Month): PlotPoint => ({ month: entry.month, value: entry[what] });

function Publishes({ publishes, view }: { publishes: readonly Publish[]; view: View }) {
  const { text } = view;
  const { when, what, liveAfter } = text.publishColumns;
  return (
    <section>
      <h2>{text.publishes}</h2>
      <table class="publishes">
        <thead>
          <tr>
            {[when, what, liveAfter].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {publishes.map((publish) => (
            <tr>
              <td>
                <Moment at={Date.parse(publish.at)} toTheMinute view={view} />
              </td>
              <td>{changesOf(publish, view)}</td>
              <td>{publish.ms === undefined ? text.notYet : lasting(publish.ms, view)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {publishes.some(({ refused }) => refused > 0) && <p class="soft">{text.aboutRefused}</p>}
    </section>
  );
}

/** `0.9s`, `3.2m`. @param ms */
function lasting(ms: number, { text }: View): string {
  const inMinutes = ms >= 120_000;
  const format = new Intl.NumberFormat(text.tag, {
    style: 'unit',
    unit: inMinutes ? 'minute' : 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: 1,
  });
  return format.format(ms / (inMinutes ? 60_000 : 1_000));
}

/** `3 new · 1 changed`: counts of zero are left out. */
function changesOf(publish: Publish, { text }: View): string {
  const kinds = ['added', 'changed', 'removed', 'refused'] as const;
  return kinds.flatMap((kind) => (publish[kind] > 0 ? text.changes[kind](publish[kind]) : [])).join(' · ');
}

function Fact({ name, children }: { name: string; children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Running totals at the end of each month. */
function summed({ months }: PublicStatus, what: 'articles' | 'feeds'): PlotPoint[] {
  let value = 0;
  return months.map((entry) => ({ month: entry.month, value: (value += entry[what]) }));
}
