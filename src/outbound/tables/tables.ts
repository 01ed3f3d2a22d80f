import { Sql, type Database } from '../../catalog/tables/sql.ts';
import { Counts } from './counts.ts';
import { Delays } from './delays.ts';
import { Deliveries } from './deliveries.ts';
import { Endpoints } from './endpoints.ts';
import { Events } from './events.ts';
import { Hosts } from './hosts.ts';
import { Subscriptions } from './subscriptions.ts';
import { ToldChanges } from './told-changes.ts';
import { WebhookLog } from './webhook-log.ts';

/** All tables of the sender's database. */
export class Tables {
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly delays: Delays;
  readonly hosts: Hosts;
  readonly counts: Counts;
  readonly endpoints: Endpoints;
  readonly events: Events;
  readonly webhookLog: WebhookLog;
  readonly toldChanges: ToldChanges;

  constructor(database: Database) {
    const sql = new Sql(database);
    this.subscriptions = new Subscriptions(sql);
    this.counts = new Counts(sql);
    this.deliveries = new Deliveries(sql, this.counts);
    this.delays = new Delays(sql);
    this.hosts = new Hosts(sql);
    this.endpoints = new Endpoints(sql);
    this.events = new Events(sql);
    this.webhookLog = new WebhookLog(sql);
    this.toldChanges = new ToldChanges(sql);
  }
}
