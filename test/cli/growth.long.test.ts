import { testGrowth } from '../article/hostile/growth.ts';

// In Node, where `check` and `publish` read articles.
testGrowth(3);
