import { Sql, type Database } from '../../catalog/tables/sql.ts';
import { Counts } from './counts.ts';
import { Deliveries } from './deliveries.ts';
import { Hosts } from './hosts.ts';
import { Subscriptions } from './subscriptions.ts';

/** All tables of the sender's database. */
export class Tables {
  readonly subscriptions: Subscriptions;
  readonly deliveries: Deliveries;
  readonly hosts: Hosts;
  readonly counts: Counts;

  constructor(database: Database) {
    const sql = new Sql(database);
    this.subscriptions = new Subscriptions(sql);
    this.counts = new Counts(sql);
    this.deliveries = new Deliveries(sql, this.counts);
    this.hosts = new Hosts(sql);
  }
}
