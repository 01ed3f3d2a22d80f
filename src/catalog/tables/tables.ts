/** All tables of the catalog, one object each. */

import { Addresses } from './addresses.ts';
import { ArticleTerms } from './article-terms.ts';
import { Articles } from './articles.ts';
import { Assets } from './assets.ts';
import { BlobTable } from './blobs.ts';
import { Documents } from './documents.ts';
import { Files } from './files.ts';
import { Deliveries } from './deliveries.ts';
import { Imports } from './imports.ts';
import { ImportPlan } from './import-plan.ts';
import { ImportSteps } from './import-steps.ts';
import { Listings } from './listings.ts';
import { Namings } from './namings.ts';
import { Neighbours } from './neighbours.ts';
import { Outbound } from './outbound.ts';
import { Outbox } from './outbox.ts';
import { Pages } from './pages.ts';
import { QueryForms } from './query-forms.ts';
import { Redirects } from './redirects.ts';
import { Publishes } from './publishes.ts';
import { SearchBacklog } from './search-backlog.ts';
import { Search } from './search.ts';
import { Settings } from './settings.ts';
import { Sql, type Database } from './sql.ts';
import { Tallies } from './tallies.ts';
import { Terms } from './terms.ts';
import { Uploads } from './uploads.ts';

export class Tables {
  readonly settings: Settings;
  readonly files: Files;
  readonly articles: Articles;
  readonly assets: Assets;
  readonly namings: Namings;
  readonly tallies: Tallies;
  readonly terms: Terms;
  readonly articleTerms: ArticleTerms;
  readonly listings: Listings;
  readonly neighbours: Neighbours;
  readonly pages: Pages;
  readonly addresses: Addresses;
  readonly queryForms: QueryForms;
  readonly redirects: Redirects;
  readonly search: Search;
  readonly backlog: SearchBacklog;
  readonly outbox: Outbox;
  readonly outbound: Outbound;
  readonly documents: Documents;
  readonly publishes: Publishes;
  readonly deliveries: Deliveries;
  readonly imports: Imports;
  readonly steps: ImportSteps;
  readonly plan: ImportPlan;
  readonly blobs: BlobTable;
  readonly uploads: Uploads;

  constructor(database: Database) {
    const sql = new Sql(database);
    this.settings = new Settings(sql);
    this.tallies = new Tallies(sql);
    this.files = new Files(sql, this.tallies);
    this.articles = new Articles(sql);
    this.assets = new Assets(sql);
    this.namings = new Namings(sql);
    this.terms = new Terms(sql);
    this.articleTerms = new ArticleTerms(sql, this.terms, this.tallies);
    this.listings = new Listings(sql, this.terms);
    this.neighbours = new Neighbours(sql);
    this.pages = new Pages(sql);
    this.addresses = new Addresses(sql);
    this.queryForms = new QueryForms(sql);
    this.redirects = new Redirects(sql);
    this.search = new Search(sql);
    this.backlog = new SearchBacklog(sql);
    this.outbox = new Outbox(sql);
    this.outbound = new Outbound(sql);
    this.documents = new Documents(sql);
    this.publishes = new Publishes(sql);
    this.deliveries = new Deliveries(sql);
    this.imports = new Imports(sql);
    this.steps = new ImportSteps(sql);
    this.plan = new ImportPlan(sql);
    this.blobs = new BlobTable(sql);
    this.uploads = new Uploads(sql);
  }
}
