import { testGrowth } from '../article/hostile/growth.ts';
import { comparisons } from './compare/hostile.ts';
import { configurations } from './doctor/hostile.ts';
import { calls as imports } from './import/hostile.ts';

// In Node, where `check` and `publish` read articles, `doctor` configurations, `import` other blogs, and
// `compare` their feeds.
testGrowth(3, [...configurations, ...imports, ...comparisons]);
