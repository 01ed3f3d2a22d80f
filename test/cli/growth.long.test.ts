import { testGrowth } from '../article/hostile/growth.ts';
import { configurations } from './doctor/hostile.ts';
import { calls as imports } from './import/hostile.ts';

// In Node, where `check` and `publish` read articles, `doctor` configurations, and `import` other blogs.
testGrowth(3, [...configurations, ...imports]);
