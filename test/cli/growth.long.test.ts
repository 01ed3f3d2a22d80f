import { testGrowth } from '../article/hostile/growth.ts';
import { configurations } from './doctor/hostile.ts';

// In Node, where `check` and `publish` read articles, and `doctor` configurations.
testGrowth(3, configurations);
