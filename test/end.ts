/** What every test file in workerd ends with: an alarm that is still at work when the tests are over hangs the runner. */

import { reset } from 'cloudflare:test';
import { afterAll } from 'vitest';

afterAll(async () => reset());
