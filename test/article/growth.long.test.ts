import { testGrowth } from './hostile/growth.ts';

// In workerd, whose clock has steps of 1 ms.
testGrowth(6);
